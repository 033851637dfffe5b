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

/** Each webhook has one delivery at a time: more than these would only wait. */
const ASKED_MAX = 20;

/** Refuses to have a hub call somebody's address as often as one likes. */
export async function assertFewAsked(hub: Hub, { id }: WebhookRecord): Promise<void> {
  const waiting = await hub.store.webhooks.askedOf(id);
  if (waiting < ASKED_MAX) return;
  throw refusal('HUB_DELIVERIES_WAITING', 'enough deliveries that were asked for are on their way', {
    expected: `at most ${ASKED_MAX}`,
    received: String(waiting + 1),
    remedy: 'wait until some have ended: heirloom webhook deliveries shows them',
  });
}

export function isUuid(id: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id);
}
