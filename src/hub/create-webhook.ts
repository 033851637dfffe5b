import { refusal } from '../base/errors.ts';
import { nameKey, parseModelName } from '../checkpoint/model-name.ts';
import { WEBHOOK_EVENTS, type WebhookEvent } from '../store/tables/webhook-tables.ts';
import type { WebhookRecord } from '../store/webhook-repository.ts';
import type { Hub } from './context/hub.ts';
import { requireContributor, type Viewer } from './context/viewer.ts';
import { outsideUrl } from './webhooks/post-outside.ts';
import { newSecret, secretText } from './webhooks/signature.ts';

export interface CreateWebhook {
  readonly url: string;
  readonly events: readonly string[];
  /** Models besides one's own. */
  readonly watched: readonly string[];
}

const WEBHOOKS_MAX = 10;
const WATCHED_MAX = 100;

/** An address that is told of events from now on; the secret that signs them is answered once and kept sealed. */
export async function createWebhook(
  hub: Hub,
  viewer: Viewer,
  { url, events, watched }: CreateWebhook,
): Promise<{ readonly webhook: WebhookRecord; readonly secret: string }> {
  const { contributor } = requireContributor(viewer);
  const secret = newSecret();
  const row = {
    id: crypto.randomUUID(),
    contributorId: contributor.id,
    url: outsideUrl(url, hub.mayCallPrivate).href,
    secret: hub.sealer.seal(secret),
    events: eventsOf(events),
    watched: watchedOf(watched),
    createdAt: hub.clock.now(),
    deliveredAt: null,
    disabledReason: null,
    disabledAt: null,
  };
  await assertRoom(hub, contributor.id);
  return { webhook: await hub.store.webhooks.add(row), secret: secretText(secret) };
}

function eventsOf(words: readonly string[]): WebhookEvent[] {
  const known = WEBHOOK_EVENTS.filter((event) => words.includes(event));
  if (known.length > 0 && known.length === new Set(words).size) return known;
  throw refusal('HUB_WEBHOOK_EVENTS', 'a webhook is told of some events', {
    expected: `some of ${WEBHOOK_EVENTS.join(', ')}`,
    received: words.join(', ').slice(0, 200) || 'none',
  });
}

function watchedOf(names: readonly string[]): string[] {
  if (names.length <= WATCHED_MAX) return [...new Set(names.map((name) => nameKey(parseModelName(name))))];
  throw refusal('HUB_WEBHOOK_WATCHED', 'a webhook can’t watch that many models', {
    expected: `at most ${WATCHED_MAX}`,
    received: String(names.length),
  });
}

async function assertRoom(hub: Hub, contributorId: number): Promise<void> {
  const there = await hub.store.webhooks.ofContributor(contributorId);
  if (there.length < WEBHOOKS_MAX) return;
  throw refusal('HUB_WEBHOOKS_MAX', 'you have as many webhooks as one may have', {
    expected: `at most ${WEBHOOKS_MAX}`,
    received: String(there.length + 1),
    remedy: 'delete one first',
  });
}
