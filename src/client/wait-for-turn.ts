import { channel } from 'node:diagnostics_channel';
import { setTimeout as sleep } from 'node:timers/promises';

/*
 * turn   when a hub that was asked too much answers again, as its refusal tells: Retry-After, or RateLimit
 */

/** Told before each wait; who hears it may end it. */
export interface TurnAwaited {
  readonly origin: string;
  readonly seconds: number;
  giveUp(): void;
}

export const TURNS = channel('heirloom:turn-awaited');

/** An allowance lasts five minutes; who waited once through all of one and is refused again has no turn. */
const WAIT_SECONDS_MAX = 330;

/** What an answer tells of turns. */
export interface Told {
  readonly status: number;
  header(name: string): string | null | undefined;
}

interface Sender<Answer> {
  /** The address that is asked. */
  readonly url: string;
  send(): Promise<Answer>;
  told(answer: Answer): Told;
  /** Gives up what nobody reads of a refusal. */
  discard?(answer: Answer): Promise<void> | undefined;
  readonly signal?: AbortSignal | null | undefined;
}

/** Sends a request again when it is its turn, as long as that is not too far; else the refusal is the answer. */
export async function waitForTurn<Answer>(sender: Sender<Answer>): Promise<Answer> {
  for (let left = WAIT_SECONDS_MAX; ;) {
    const answer = await sender.send();
    const told = sender.told(answer);
    const seconds = told.status === 429 ? turnIn(told, Date.now()) : null;
    if (seconds === null || seconds > left) return answer;
    left -= seconds;
    await sender.discard?.(answer);
    await waitAloud(new URL(sender.url).origin, seconds, sender.signal);
  }
}

/** The same of a fetch. */
export function fetchInTurn(
  url: string,
  send: () => Promise<Response>,
  signal?: AbortSignal | null,
): Promise<Response> {
  return waitForTurn({
    url,
    send,
    told: ({ status, headers }) => ({ status, header: (name) => headers.get(name) }),
    discard: ({ body }) => body?.cancel(),
    signal,
  });
}

/** Seconds until the next turn, one at least; null where nothing is told. */
export function turnIn({ header }: Pick<Told, 'header'>, nowMs: number): number | null {
  const after = header('retry-after')?.trim() ?? '';
  const told = /^\d{1,9}$/.test(after)
    ? Number(after)
    : after === ''
      ? Number(/;\s*t=(\d{1,9})(?:;|$)/.exec(header('ratelimit') ?? '')?.[1] ?? NaN)
      : (Date.parse(after) - nowMs) / 1000;
  return Number.isFinite(told) ? Math.max(1, Math.ceil(told)) : null;
}

async function waitAloud(origin: string, seconds: number, signal?: AbortSignal | null): Promise<void> {
  const stopped = new AbortController();
  const awaited: TurnAwaited = { origin, seconds, giveUp: () => stopped.abort() };
  TURNS.publish(awaited);
  await sleep(seconds * 1000, undefined, {
    signal: AbortSignal.any([stopped.signal, ...(signal ? [signal] : [])]),
  });
}

/** Writes that say the same when they are sent twice: signed, or named by what is in them. */
const SAME_TWICE: ReadonlySet<string> = new Set([
  'submitStatement',
  'publishCheckpoint',
  'publishDataset',
  'registerProtocol',
]);

/** Whether a document may be sent once more although nobody knows what became of it: a query, or such a write. */
export function isSameTwice(document: string): boolean {
  const field = /^\s*mutation\b[^{]*\{\s*(?:\w+\s*:\s*)?(\w+)/.exec(document)?.[1];
  return field === undefined ? !/^\s*(mutation|subscription)\b/.test(document) : SAME_TWICE.has(field);
}
