import { HeirloomError, messageOf } from '../../base/errors.ts';
import type { TakenDelivery } from '../../store/webhook-repository.ts';
import type { Hub } from '../context/hub.ts';
import { ATTEMPTS_MAX, retryAfterMs } from './back-off.ts';
import { postOutside } from './post-outside.ts';
import { signatureOf } from './signature.ts';

/** A few slow receivers must not hold up the others; each has one delivery at a time. */
const AT_ONCE = 16;
/** Longer than an attempt may take: after a kill another process has it then. */
const TAKEN_MS = 20_000;
const LOOK_EVERY_MS = 15_000;

/** Delivers what webhooks are to be told, at least once each, beside everything else. */
export class WebhookSender implements AsyncDisposable {
  readonly #hub: Hub;
  readonly #closing = new AbortController();
  readonly #busy = new Map<string, Promise<void>>();
  #isWoken = false;
  #looking: Promise<void> | null = null;
  #timer: NodeJS.Timeout | undefined;

  constructor(hub: Hub) {
    this.#hub = hub;
    hub.bell.onRing(() => this.wake());
  }

  /** Looks for what is due; a call while it looks is not lost. */
  wake(): void {
    if (this.#closing.signal.aborted) return;
    this.#isWoken = true;
    this.#looking ??= this.#look();
  }

  async #look(): Promise<void> {
    clearTimeout(this.#timer);
    let waitMs = LOOK_EVERY_MS;
    try {
      while (this.#isWoken && !this.#closing.signal.aborted) {
        this.#isWoken = false;
        await this.#takeDue();
      }
      waitMs = await this.#waitMs();
    } catch (error) {
      // The database is gone for the moment; what was to be told is in it.
      this.#hub.events.backgroundFailed({ work: 'webhooks', item: 'next', error });
    } finally {
      this.#looking = null;
      // Who called while this asked how long to wait may not wait that long.
      const restMs = this.#isWoken ? 0 : waitMs;
      if (!this.#closing.signal.aborted) this.#timer = setTimeout(() => this.wake(), restMs).unref();
    }
  }

  async #takeDue(): Promise<void> {
    const { store, clock } = this.#hub;
    const now = clock.now();
    const free = AT_ONCE - this.#busy.size;
    if (free <= 0) return;
    const until = new Date(now.getTime() + TAKEN_MS);
    for (const delivery of await store.webhooks.take(now, until, [...this.#busy.keys()], free)) {
      const delivering = this.#deliver(delivery).finally(() => {
        this.#busy.delete(delivery.webhookId);
        this.wake();
      });
      this.#busy.set(delivery.webhookId, delivering);
    }
  }

  async #waitMs(): Promise<number> {
    const { store, clock } = this.#hub;
    // Whoever is busy now wakes this when it is done.
    if (this.#busy.size >= AT_ONCE) return LOOK_EVERY_MS;
    const next = await store.webhooks.nextDueAt([...this.#busy.keys()]);
    if (!next) return LOOK_EVERY_MS;
    return Math.min(LOOK_EVERY_MS, Math.max(10, next.getTime() - clock.now().getTime()));
  }

  async #deliver(delivery: TakenDelivery): Promise<void> {
    try {
      const status = await this.#post(delivery);
      const { store, clock } = this.#hub;
      if (status >= 200 && status < 300) await store.webhooks.delivered(delivery, status, clock.now());
      else
        await this.#failed(
          delivery,
          status,
          `HTTP ${status}${status >= 300 && status < 400 ? ', a redirect' : ''}`,
        );
    } catch (error) {
      if (this.#closing.signal.aborted) return;
      await this.#failed(delivery, null, reasonOf(error)).catch((cause: unknown) =>
        this.#hub.events.backgroundFailed({ work: 'webhooks', item: delivery.id, error: cause }),
      );
    }
  }

  #post({ id, url, secret, body }: TakenDelivery): Promise<number> {
    const { clock, sealer, mayCallPrivate, version } = this.#hub;
    const seconds = Math.floor(clock.now().getTime() / 1000);
    const headers = {
      'content-type': 'application/json; charset=utf-8',
      'user-agent': `Heirloom/${version}`,
      'webhook-id': id,
      'webhook-timestamp': String(seconds),
      'webhook-signature': signatureOf(sealer.unseal(secret), id, seconds, body),
    };
    return postOutside({ url, headers, body, mayCallPrivate, signal: this.#closing.signal });
  }

  async #failed(delivery: TakenDelivery, status: number | null, failure: string): Promise<void> {
    const { store, clock, events } = this.#hub;
    const now = clock.now();
    const isGone = status === GONE;
    const isLast = isGone || delivery.attempts >= ATTEMPTS_MAX;
    const nextAt = isLast ? null : new Date(now.getTime() + retryAfterMs(delivery.attempts, Math.random()));
    events.webhookFailed({
      webhook: delivery.webhookId,
      delivery: delivery.id,
      attempts: delivery.attempts,
      failure,
    });
    await store.transaction(async (within) => {
      await within.webhooks.failed(delivery, { status, failure }, nextAt, now);
      if (!isLast) return;
      const reason = isGone
        ? 'it says that it is gone (HTTP 410)'
        : `${delivery.attempts} attempts failed: ${failure}`;
      await within.webhooks.disable(delivery.webhookId, reason, isGone ? now : delivery.createdAt, now);
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#closing.abort();
    clearTimeout(this.#timer);
    await this.#looking;
    await Promise.all(this.#busy.values());
    clearTimeout(this.#timer);
  }
}

/** "Stop sending", as Standard Webhooks has it. */
const GONE = 410;

// Never what the far side said: only what went wrong on the way.
function reasonOf(error: unknown): string {
  if (error instanceof HeirloomError) return `${error.message} (${error.code})`;
  return ((error as NodeJS.ErrnoException).code ?? messageOf(error)).slice(0, 200);
}
