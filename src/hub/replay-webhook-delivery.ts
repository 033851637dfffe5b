import { refusal } from '../base/errors.ts';
import type { WebhookDeliveryRecord } from '../store/webhook-repository.ts';
import type { Hub } from './context/hub.ts';
import type { Viewer } from './context/viewer.ts';
import { assertFewAsked, isUuid, requireWebhook } from './webhooks/require-webhook.ts';

/** Delivers an ended delivery again, with the same id and the same body: its receiver knows it by both. */
export async function replayWebhookDelivery(
  hub: Hub,
  viewer: Viewer,
  id: string,
): Promise<WebhookDeliveryRecord> {
  const delivery = isUuid(id) ? await hub.store.webhooks.findDelivery(id) : null;
  if (!delivery) throw unknown(id);
  const webhook = await requireWebhook(hub, viewer, delivery.webhookId);
  if (delivery.state === 'PENDING')
    throw refusal('HUB_DELIVERY_PENDING', 'this delivery is still on its way', {
      expected: 'one that was delivered or given up',
      received: `attempt ${delivery.attempts}, the next at ${delivery.nextAt.toISOString()}`,
    });
  await assertFewAsked(hub, webhook);
  await hub.store.webhooks.replay(id, hub.clock.now());
  hub.bell.ring();
  return (await hub.store.webhooks.findDelivery(id)) ?? delivery;
}

function unknown(received: string) {
  return refusal('HUB_DELIVERY_UNKNOWN', 'there is no such delivery', {
    expected: 'the id of a delivery of the last 30 days',
    received: received.slice(0, 60),
  });
}
