/**
 * A pull as a process: `node bench/swarm/pull.ts PLAN`, the path of a JSON of `PullPlan`. Says a line of `PullOutcome`.
 */
import { readFileSync } from 'node:fs';
import { pullArtifacts, type PullItem, type PullMode } from '../../src/swarm/pull.ts';

export interface PullPlan {
  readonly host: string;
  readonly mode: PullMode;
  readonly items: readonly (Omit<PullItem, 'metainfo'> & { readonly metainfoPath: string })[];
  /** For swarms that may rest for long, slow as they are. */
  readonly stallMs?: number;
}

export interface PullOutcome {
  /** Inside the pull, without the start of the program. */
  readonly seconds: number;
  readonly fromPeersBytes: number;
  readonly fromWebSeedBytes: number;
  readonly fromDiskBytes: number;
  /** From 99 % to 100 %, as a share of all the time. */
  readonly lastPercentShare: number;
}

const plan = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as PullPlan;
const startedAt = performance.now();
const done = new Map<string, number>();
const totalBytes = plan.items.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
let [nearlyAt, wholeAt] = [0, 0];
const pulled = await pullArtifacts({
  host: plan.host,
  mode: plan.mode,
  items: plan.items.map(({ metainfoPath, ...item }) => ({ ...item, metainfo: readFileSync(metainfoPath) })),
  ...(plan.stallMs === undefined ? {} : { stallMs: plan.stallMs }),
  onProgress({ digest, bytesDone }) {
    done.set(digest, bytesDone);
    const bytes = [...done.values()].reduce((sum, one) => sum + one, 0);
    if (nearlyAt === 0 && bytes >= totalBytes * 0.99) nearlyAt = performance.now();
    if (wholeAt === 0 && bytes >= totalBytes) wholeAt = performance.now();
  },
});
const sum = (count: (one: (typeof pulled)[number]) => number) =>
  pulled.reduce((all, one) => all + count(one), 0);
const outcome: PullOutcome = {
  seconds: (performance.now() - startedAt) / 1000,
  fromPeersBytes: sum((one) => one.bytesFromPeers),
  fromWebSeedBytes: sum((one) => one.bytesFromWebSeed),
  fromDiskBytes: sum((one) => one.bytesFromDisk),
  lastPercentShare:
    ((wholeAt || performance.now()) - (nearlyAt || performance.now())) / (performance.now() - startedAt),
};
process.stdout.write(`${JSON.stringify(outcome)}\n`);
process.exit(0);
