import { Agent, request } from 'node:http';

/** One HTTP request, ready to be sent. */
export interface Asked {
  readonly url: string;
  readonly method: 'GET' | 'POST';
  readonly body?: string;
}

export interface Asker extends Disposable {
  /** Milliseconds until the last byte; refuses an answer that is none. */
  time(asked: Asked): Promise<number>;
  text(asked: Asked): Promise<string>;
}

/** A client on connections that stay open. */
export function openAsker(connections: number): Asker {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const text = (asked: Asked) => send(agent, asked);
  return {
    text,
    async time(asked) {
      const startedAt = performance.now();
      const answer = await text(asked);
      const ms = performance.now() - startedAt;
      if (answer.includes('"errors":')) throw new Error(`${asked.url}: ${answer.slice(0, 500)}`);
      return ms;
    },
    [Symbol.dispose]: () => agent.destroy(),
  };
}

function send(agent: Agent, { url, method, body }: Asked): Promise<string> {
  return new Promise((resolve, reject) => {
    const length = body === undefined ? {} : { 'content-length': Buffer.byteLength(body) };
    const headers = { accept: 'application/json', 'content-type': 'application/json', ...length };
    const sent = request(url, { agent, method, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const answer = Buffer.concat(chunks).toString();
        if (response.statusCode === 200) resolve(answer);
        else reject(new Error(`${url}: ${response.statusCode} ${answer.slice(0, 500)}`));
      });
    });
    sent.on('error', (cause) => reject(new Error(`${url} ${body ?? ''}`.slice(0, 300), { cause })));
    sent.end(body);
  });
}

/** Requests a second with all connections busy. */
export async function throughput(
  asked: readonly Asked[],
  connections: number,
  seconds: number,
): Promise<number> {
  using asker = openAsker(connections);
  const endsAt = performance.now() + 1000 * seconds;
  let done = 0;
  const work = async (start: number) => {
    for (let i = start; performance.now() < endsAt; i += connections) {
      await asker.time(asked[i % asked.length]!);
      done += 1;
    }
  };
  const startedAt = performance.now();
  await Promise.all(Array.from({ length: connections }, (_, i) => work(i)));
  return (1000 * done) / (performance.now() - startedAt);
}

export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN;
}
