import { refusal } from '../../base/errors.ts';
import type { WebhookRecord } from '../../store/webhook-repository.ts';
import type { Hub } from '../context/hub.ts';
import { requireContributor, type Viewer } from '../context/viewer.ts';

/** A webhook of the viewer's; anybody else's is as if it were not there. */
export async function requireWebhook(hub: Hub, viewer: Viewer, id: string): Promise<WebhookRecord> {
  const { contributor } = requireContributor(viewer);
  const found = isUuid(id) ? await hub.store.webhooks.find(id) : null;
  if (found?.contributorId === contributor.id) return found;
  throw refusal('HUB_WEBHOOK_UNKNOWN', 'you have no such webhook', {
    expected: 'the id of one of your webhooks',
    received: id.slice(0, 60),
    remedy: 'list them with heirloom webhook',
  });
}

export function isUuid(id: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id);
}
