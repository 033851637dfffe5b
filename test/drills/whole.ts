import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { expect } from 'vitest';
import type { DrillGround } from './hub-process.ts';

/** What must hold after every drill: a log without gaps, no checkpoint without its bytes, no file under a wrong name. */
export async function expectWhole(ground: DrillGround): Promise<void> {
  const log = await ground.rows<{ log_index: string }>('SELECT log_index FROM statement ORDER BY log_index');
  expect(log.map((row) => Number(row.log_index))).toEqual(log.map((_, index) => index));
  const kept = await keptDigests(ground);
  const promised = await ground.rows<{ digest: string }>(
    `SELECT digest FROM checkpoint_artifact UNION SELECT digest FROM checkpoint WHERE digest IS NOT NULL
      UNION SELECT digest FROM dataset UNION SELECT digest FROM artifact`,
  );
  expect(promised.map(({ digest }) => digest).filter((digest) => !kept.has(digest))).toEqual([]);
  expect(await ground.rows(UNACCOUNTED)).toEqual([]);
}

/** Checkpoints whose statement is not in the log, and checkpoint statements that made none. */
const UNACCOUNTED = `
  SELECT 'checkpoint' AS lacks, c.digest FROM checkpoint c LEFT JOIN statement s USING (log_index)
   WHERE c.digest IS NOT NULL AND s.log_index IS NULL
  UNION ALL
  SELECT 'statement', s.subject_digest FROM statement s
   WHERE s.kind = 'checkpoint' AND NOT EXISTS (SELECT FROM checkpoint c WHERE c.digest = s.subject_digest)`;

/** The digests of all kept files; each file's bytes must have the digest that its name says. */
async function keptDigests({ dataFolder }: DrillGround): Promise<ReadonlySet<string>> {
  const folder = path.join(dataFolder, 'weights', 'sha256');
  const kept = new Set<string>();
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const hash = createHash('sha256');
    await pipeline(createReadStream(path.join(entry.parentPath, entry.name)), hash);
    expect(hash.digest('hex'), entry.name).toBe(entry.name);
    kept.add(`sha256:${entry.name}`);
  }
  return kept;
}
