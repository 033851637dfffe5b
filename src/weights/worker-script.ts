import path from 'node:path';

export type WorkerScript =
  | 'convert-worker'
  | 'digest-worker'
  | 'grow-worker'
  | 'hash-worker'
  | 'inspect-worker'
  | 'join-worker'
  | 'name-worker';

/** Where a worker's code lies; a program in one file has another answer, see `scripts/build-cli.ts`. */
export function workerScript(name: WorkerScript): URL {
  // The same ending as this file: .ts in the repository, .js in the published package.
  return new URL(`./${name}${path.extname(import.meta.url)}`, import.meta.url);
}
