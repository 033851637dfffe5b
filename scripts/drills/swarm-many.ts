import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { bytesOf } from '../../src/base/byte-source.ts';
import { digestOf, hexOf, type Digest } from '../../src/base/digest.ts';
import { buildMetainfo } from '../../src/swarm/metainfo.ts';
import { pullArtifacts, type PullItem } from '../../src/swarm/pull.ts';
import { pieceHashesOf } from '../../src/weights/piece-hashes.ts';
import { DrillGround, stop } from '../../test/drills/hub-process.ts';
import { publishSelf, smallSafetensors } from '../../test/support/publishing.ts';
import { seederPidOf } from '../../test/support/seeder-pid.ts';
import { randomInts, type Drill } from './drill.ts';

const ARTIFACTS = { SLICE: 200, WHOLE: 10_000 } as const;
const PULLS = { SLICE: 5, WHOLE: 50 } as const;
const SECONDS_MAX = 10;

/** Many small artifacts, real files all, of which nobody takes more than a few. */
export const swarmMany: Drill = {
  id: 'S10K',
  claim: `a hub of 10,000 artifacts starts anew and gives any of them within ${SECONDS_MAX} s`,
  async run(extent) {
    await using ground = await DrillGround.open();
    const first = await ground.startHub();
    const made = await makeArtifacts(ground, ARTIFACTS[extent]);
    await stop(first);
    const figures: Record<string, number> = { artifacts: made.length };
    const violations: string[] = [];
    for (const place of ['inside', 'process']) {
      const startedAt = performance.now();
      const hub = await ground.startHub(['--seeder', place]);
      figures[`${place}: start s`] = secondsSince(startedAt);
      const random = randomInts(10);
      let slowest = 0;
      for (let i = 0; i < PULLS[extent]; i++) {
        const pullStartedAt = performance.now();
        const name = random(made.length);
        await pullOne(ground, made[name] as Made, `${place}-${i}`).catch((error: unknown) =>
          violations.push(`artifact ${name} did not come from a seeder ${place}: ${String(error)}`),
        );
        slowest = Math.max(slowest, secondsSince(pullStartedAt));
      }
      figures[`${place}: pulls`] = PULLS[extent];
      figures[`${place}: slowest pull s`] = slowest;
      if (slowest > SECONDS_MAX) violations.push(`a pull from a seeder ${place} took ${slowest} s`);
      figures[`${place}: hub RSS MB`] = await rssMegabytes(hub.pid ?? 0);
      const seeder = await seederPidOf(hub.pid ?? 0);
      if (seeder !== undefined) figures[`${place}: seeder RSS MB`] = await rssMegabytes(seeder);
      await stop(hub);
    }
    return { figures, violations };
  },
};

interface Made {
  readonly digest: Digest;
  readonly sizeBytes: number;
  readonly pieceHashes: Buffer;
}

/** One is published; the others' files are written where it lies, and their rows are copies of its row. */
async function makeArtifacts(ground: DrillGround, count: number): Promise<Made[]> {
  const owner = await ground.joinOwner();
  const bytes = smallSafetensors(0, VALUES);
  await publishSelf(owner, { model: 'olga/many', files: { 'model.safetensors': bytes } });
  const made: Made[] = [];
  for (let from = 1; from <= count; from += ROWS_AT_ONCE) {
    const some: Made[] = [];
    for (let i = from; i < Math.min(from + ROWS_AT_ONCE, count + 1); i++)
      some.push(await writeArtifact(ground, smallSafetensors(i, VALUES)));
    const rows = some.map((one) => ({
      digest: one.digest,
      infohash: metainfoOf(one, ground).infohash,
      piece_hashes: `\\x${one.pieceHashes.toString('hex')}`,
    }));
    await ground.rows(
      `INSERT INTO artifact SELECT (jsonb_populate_record(a, value)).*
         FROM artifact a, jsonb_array_elements('${JSON.stringify(rows)}') WHERE a.digest = '${digestOf(bytes)}'`,
    );
    made.push(...some);
  }
  return made;
}

/** 16 KiB and a header each. */
const VALUES = 4096;
const ROWS_AT_ONCE = 500;

async function writeArtifact({ dataFolder }: DrillGround, bytes: Uint8Array): Promise<Made> {
  const { digest, pieceHashes } = await pieceHashesOf(bytesOf(bytes));
  const hex = hexOf(digest);
  const folder = path.join(dataFolder, 'weights', 'sha256', hex.slice(0, 2));
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, hex), bytes);
  return { digest, sizeBytes: bytes.byteLength, pieceHashes };
}

async function pullOne(ground: DrillGround, made: Made, name: string): Promise<void> {
  const { bytes: metainfo, infohash } = metainfoOf(made, ground);
  const { digest, sizeBytes } = made;
  const announceUrls = [`${ground.hubUrl}/announce`];
  const targetPath = path.join(ground.root, 'pulled', name);
  const item: PullItem = { digest, sizeBytes, metainfo, infohash, targetPath, announceUrls };
  await pullArtifacts({ items: [item], mode: 'peers-only' });
}

function metainfoOf({ digest, sizeBytes, pieceHashes }: Made, { hubUrl }: DrillGround) {
  return buildMetainfo({ digest, sizeBytes, pieceHashes, announce: [`${hubUrl}/announce`], webSeeds: [] });
}

async function rssMegabytes(pid: number): Promise<number> {
  const { stdout } = await promisify(execFile)('ps', ['-o', 'rss=', '-p', String(pid)]);
  return Math.round((Number(stdout) * 1024) / 1e6);
}

function secondsSince(startedAt: number): number {
  return Number(((performance.now() - startedAt) / 1000).toFixed(2));
}
