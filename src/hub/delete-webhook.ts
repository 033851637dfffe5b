import type { WebhookRecord } from '../store/webhook-repository.ts';
import type { Hub } from './context/hub.ts';
import type { Viewer } from './context/viewer.ts';
import { requireWebhook } from './webhooks/require-webhook.ts';

/** Tells an address no more, not even of what has happened before. */
export async function deleteWebhook(hub: Hub, viewer: Viewer, id: string): Promise<WebhookRecord> {
  const webhook = await requireWebhook(hub, viewer, id);
  await hub.store.transaction((store) => store.webhooks.remove(webhook.id));
  return webhook;
}
