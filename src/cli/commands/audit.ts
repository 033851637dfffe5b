import { stat } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { Command, Option } from 'commander';
import { SEVERITIES, type Severity } from '../../attestation/advisory-words.ts';
import { auditFiles, type AuditReader } from '../../client/audit-files.ts';
import { namedDigestOf, type Cache } from '../../client/caches/cached-file.ts';
import { findCaches } from '../../client/caches/find-caches.ts';
import { DigestMemory } from '../../client/digest-memory.ts';
import { openSession } from '../../client/session.ts';
import { Examiner } from '../../weights/examiner.ts';
import { auditLines, outcomeOf } from '../audit-lines.ts';
import { openProgress } from '../progress.ts';
import type { CommandContext, MakeCommand } from '../program.ts';

interface Options {
  readonly level: string;
  readonly rehash?: true;
  readonly hub?: string;
}

export const auditCommand: MakeCommand = (context) =>
  new Command('audit')
    .description(
      'Hold the files on this machine against advisories and everything else a hub knows against them.',
    )
    .argument(
      '[paths...]',
      'files, folders, caches of Hugging Face, Ollama or ComfyUI; without one the usual caches',
    )
    .addOption(
      new Option('--level <severity>', 'the least that is shown and counts for the exit code')
        .choices(SEVERITIES.map((severity) => severity.toLowerCase()))
        .default('low'),
    )
    .option('--rehash', 'read also what a file’s name or an earlier audit already says')
    .option('--hub <url>', 'which hub')
    .addHelpText(
      'after',
      `
Only digests are sent to the hub. Files with a sha256 for a name, and those read before, are not read again.
Exits with 0 when nothing is found at the level or above, with 3 when something is; 1 and 2 mean that there was no audit.

Examples:
  $ heirloom audit
  $ heirloom audit ./models --level high --json`,
    )
    .action((paths: string[], options: Options) => audit(context(), paths, options));

const FOUND = 3;

async function audit({ terminal, env, signal }: CommandContext, paths: readonly string[], options: Options) {
  const { client, home } = await openSession(env, options.hub);
  const { folders, files } = await sortedOut(paths);
  const caches =
    folders.length + paths.length === 0 || folders.length > 0 ? await findCaches(env, folders) : [];
  await using rooms = new AsyncDisposableStack();
  const memory = await DigestMemory.open(home);
  const isEveryRead = options.rehash === true;
  const reader = rooms.use(openReader(isEveryRead ? null : memory, !terminal.isJson));
  const result = await auditFiles(client, [...caches, ...files], reader, { isEveryRead, signal });
  await rooms.disposeAsync();
  await memory.save();
  const outcome = outcomeOf(result, options.level.toUpperCase() as Severity);
  for (const line of auditLines(result, outcome)) terminal.say(line);
  terminal.result({ hub: client.url, level: options.level, ...outcome, ...result });
  if (outcome.found.length > 0) process.exitCode = FOUND;
}

/** A file that was named is a cache of one. */
async function sortedOut(paths: readonly string[]) {
  const folders: string[] = [];
  const files: Cache[] = [];
  for (const word of paths) {
    const file = path.resolve(word);
    const facts = await stat(file).catch(() => null);
    if (!facts?.isFile()) folders.push(word);
    else
      files.push({
        kind: 'FOLDER',
        folder: path.dirname(file),
        files: [{ file, name: word, sizeBytes: facts.size, namedDigest: namedDigestOf(path.basename(file)) }],
        passedOver: [],
      });
  }
  return { folders, files };
}

/** A disk gives no more to more readers. */
const READERS_MAX = 4;

/** Reads in threads of their own, draws one bar for all, and remembers; without a memory reads everything. */
function openReader(memory: DigestMemory | null, isShown: boolean): AuditReader & AsyncDisposable {
  const width = Math.min(READERS_MAX, availableParallelism());
  const free = Array.from({ length: width }, () => new Examiner());
  const all = [...free];
  let progress: ReturnType<typeof openProgress> | null = null;
  let bytesRead = 0;
  return {
    width,
    get bytesRead() {
      return bytesRead;
    },
    async expect(files) {
      const sizes = await Promise.all(
        files.map(async ({ file, sizeBytes }) =>
          memory ? memory.bytesToRead(file).catch(() => 0) : sizeBytes,
        ),
      );
      const total = sizes.reduce((sum, size) => sum + size, 0);
      progress = openProgress('reading', total, isShown);
    },
    async digestOf({ file, name, sizeBytes }) {
      const read = async () => {
        const examiner = free.pop() ?? new Examiner();
        let done = 0;
        try {
          const count = (bytes: number) => {
            bytesRead += bytes - done;
            done = bytes;
            progress?.update(bytesRead, name);
          };
          const digest = await examiner.digestOf(file, count);
          count(sizeBytes);
          return digest;
        } finally {
          free.push(examiner);
        }
      };
      return memory ? memory.digestOf(file, read) : read();
    },
    async [Symbol.asyncDispose]() {
      progress?.[Symbol.dispose]();
      await Promise.all(all.map((examiner) => examiner[Symbol.asyncDispose]()));
    },
  };
}
