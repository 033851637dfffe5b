import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { Subscribe, Subscriber, SubscriptionSource } from '../../graphql/subscriptions/subscriptions.ts';
import { failureOf, toldResult } from '../../graphql/subscriptions/told-result.ts';

/** GraphQL over server-sent events, one connection a subscription; nothing is asked of the hub until it was read. */
export async function sendEvents<Who>(
  subscriptions: SubscriptionSource<Who>,
  wanted: Subscribe,
  subscriber: Subscriber<Who>,
  response: ServerResponse,
): Promise<void> {
  response.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    // A proxy that collects answers would keep the news to itself.
    'x-accel-buffering': 'no',
  });
  response.flushHeaders();
  const opened = await subscriptions.open(wanted, subscriber);
  if ('errors' in opened) return end(response, toldResult(opened));
  response.once('close', () => void opened.return(undefined));
  const alive = setInterval(() => response.write(':\n\n'), ALIVE_MS).unref();
  try {
    if (response.closed) await opened.return(undefined);
    for await (const result of opened) await send(response, toldResult(result));
    end(response);
  } catch (error) {
    end(response, toldResult(failureOf(error)));
  } finally {
    clearInterval(alive);
  }
}

/** Proxies end connections that are silent for a minute. */
const ALIVE_MS = 12_000;

async function send(response: ServerResponse, result: unknown): Promise<void> {
  if (response.write(eventOf('next', JSON.stringify(result))) || response.closed) return;
  // A reader that went away drains nothing.
  await Promise.race([once(response, 'drain'), once(response, 'close')]);
}

function end(response: ServerResponse, result?: unknown): void {
  const last = result === undefined ? '' : eventOf('next', JSON.stringify(result));
  response.end(`${last}${eventOf('complete', '')}`);
}

function eventOf(name: string, data: string): string {
  return `event: ${name}\ndata: ${data}\n\n`;
}
