import type { WebhookDeliveryRecord } from '../store/webhook-repository.ts';
import type { Hub } from './context/hub.ts';
import type { Viewer } from './context/viewer.ts';
import { assertFewAsked, requireWebhook } from './webhooks/require-webhook.ts';
import { bodyOf } from './webhooks/tell.ts';

/** Sends a delivery that says nothing; where it arrives, a disabled webhook is enabled again. */
export async function testWebhook(hub: Hub, viewer: Viewer, id: string): Promise<WebhookDeliveryRecord> {
  const webhook = await requireWebhook(hub, viewer, id);
  await assertFewAsked(hub, webhook);
  const event = 'webhook.test';
  const delivery = await hub.store.webhooks.tell(
    {
      id: crypto.randomUUID(),
      webhookId: webhook.id,
      event,
      body: bodyOf(hub, event, { webhook: id }),
      isAsked: true,
    },
    hub.clock.now(),
  );
  hub.bell.ring();
  return delivery;
}
