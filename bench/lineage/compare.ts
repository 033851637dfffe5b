import { openAsker, quantile, throughput } from './ask.ts';
import type { Contender } from './contenders.ts';

export interface Compared {
  readonly name: string;
  readonly p50: number;
  readonly p95: number;
  readonly perSecond: number;
  readonly bytes: number;
}

export interface ComparePlan {
  readonly nodes: readonly number[];
  readonly first: number;
  readonly rounds: number;
  readonly seconds: number;
}

const TURN = 25;
const CONNECTIONS = 8;

/** Turn about, a few questions each, so that what else the machine does falls on all alike. */
export async function compare(
  contenders: readonly Contender[],
  { nodes, first, rounds, seconds }: ComparePlan,
): Promise<readonly Compared[]> {
  using asker = openAsker(1);
  const times = contenders.map((): number[] => []);
  const rates = contenders.map((): number[] => []);
  // The first rounds warm connections, plans and compilers.
  for (let round = -4; round < rounds; round += 1)
    for (const [n, contender] of contenders.entries())
      for (let i = 0; i < TURN; i += 1) {
        const node = nodes[(Math.max(round, 0) * TURN + i) % nodes.length]!;
        const ms = await asker.time(contender.ask(node, first));
        if (round >= 0) times[n]!.push(ms);
      }
  for (let turn = 0; turn < 3; turn += 1)
    for (const [n, contender] of contenders.entries()) {
      const asked = nodes.map((node) => contender.ask(node, first));
      rates[n]!.push(await throughput(asked, CONNECTIONS, seconds));
    }
  // The connections above have been idle for long, and servers close such ones.
  using fresh = openAsker(1);
  return await Promise.all(
    contenders.map(async (contender, n) => ({
      name: contender.name,
      p50: quantile(times[n]!, 0.5),
      p95: quantile(times[n]!, 0.95),
      perSecond: quantile(rates[n]!, 0.5),
      bytes: (await fresh.text(contender.ask(nodes[0]!, first))).length,
    })),
  );
}
