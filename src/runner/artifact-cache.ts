import { createReadStream } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { digestOfStream, hexOf } from '../base/digest.ts';
import type { JobArtifact } from './job-source.ts';
import { runnerFault, runnerRefusal } from './runner-error.ts';

/** Fetches an artifact's bytes to a path, through the swarm or however the source of jobs can. */
export type FetchArtifact<Artifact extends JobArtifact = JobArtifact> = (
  artifact: Artifact,
  targetPath: string,
  signal: AbortSignal,
) => Promise<void>;

/** What a runner keeps unless it is told otherwise. */
export const CACHE_BYTES_MAX = 20 * 2 ** 30;

/** Files this runner fetched, by digest; the least recently used go when they take more than `bytesMax`. */
export class ArtifactCache {
  readonly #folder: string;
  readonly #bytesMax: number;
  readonly #fetch: FetchArtifact;

  constructor(folder: string, bytesMax: number, fetch: FetchArtifact) {
    this.#folder = folder;
    this.#bytesMax = bytesMax;
    this.#fetch = fetch;
  }

  /** The path of its bytes, verified now; refuses with `RUNNER_ARTIFACT_TOO_LARGE`, fails with `RUNNER_ARTIFACT_DIGEST`. */
  async pathOf(artifact: JobArtifact, signal: AbortSignal): Promise<string> {
    const file = join(this.#folder, hexOf(artifact.digest));
    if (!(await isFile(file, artifact))) await this.#bring(artifact, file, signal);
    await utimes(file, new Date(), new Date());
    return file;
  }

  async #bring(artifact: JobArtifact, file: string, signal: AbortSignal): Promise<void> {
    if (artifact.sizeBytes > this.#bytesMax)
      throw runnerRefusal('RUNNER_ARTIFACT_TOO_LARGE', `${artifact.path} is larger than this runner keeps`, {
        expected: `at most ${this.#bytesMax} bytes`,
        received: `${artifact.sizeBytes}`,
      });
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    await this.#makeRoom(artifact.sizeBytes);
    const folder = await mkdtemp(join(this.#folder, 'fetching-'));
    try {
      const fetched = join(folder, 'artifact');
      await this.#fetch(artifact, fetched, signal);
      if (!(await isFile(fetched, artifact))) throw otherBytes(artifact);
      await rename(fetched, file);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  /** Oldest first, until the newcomer fits. */
  async #makeRoom(sizeBytes: number): Promise<void> {
    const names = (await readdir(this.#folder)).filter((name) => /^[0-9a-f]{64}$/.test(name));
    const kept = await Promise.all(
      names.map(async (name) => ({ name, facts: await stat(join(this.#folder, name)) })),
    );
    kept.sort((a, b) => a.facts.mtimeMs - b.facts.mtimeMs);
    let total = kept.reduce((sum, { facts }) => sum + facts.size, sizeBytes);
    for (const { name, facts } of kept) {
      if (total <= this.#bytesMax) return;
      await rm(join(this.#folder, name));
      total -= facts.size;
    }
  }
}

async function isFile(file: string, { sizeBytes, digest }: JobArtifact): Promise<boolean> {
  const facts = await stat(file).catch(() => null);
  if (facts?.isFile() !== true || facts.size !== sizeBytes) return false;
  return (await digestOfStream(createReadStream(file))) === digest;
}

function otherBytes({ path, digest }: JobArtifact) {
  return runnerFault('RUNNER_ARTIFACT_DIGEST', `${path.slice(0, 200)} arrived with other bytes`, {
    expected: digest,
  });
}
