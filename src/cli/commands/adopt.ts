import { Command } from 'commander';
import { refusal } from '../../base/errors.ts';
import {
  adoptCaches,
  type FileReader,
  type JudgedCache,
  type JudgedFile,
} from '../../client/adopt-caches.ts';
import { findCaches } from '../../client/caches/find-caches.ts';
import { DigestMemory } from '../../client/digest-memory.ts';
import { pullItem } from '../../client/pull-checkpoint.ts';
import { openSession, type Session } from '../../client/session.ts';
import type { SeedFile } from '../../swarm/seed-files.ts';
import { Examiner } from '../../weights/examiner.ts';
import { adoptionDocument, adoptionLines } from '../adoption-lines.ts';
import { requireJoining } from '../join-swarm.ts';
import { openProgress } from '../progress.ts';
import type { CommandContext, MakeCommand } from '../program.ts';
import { seedUntilStopped, withSeedOptions, type SeedOptions } from '../seed-until-stopped.ts';

interface Options extends SeedOptions {
  readonly dryRun?: true;
}

export const adoptCommand: MakeCommand = (context) =>
  withSeedOptions(
    new Command('adopt')
      .description(
        'Give what other programs have downloaded to the swarm, from where it lies; nothing is copied.',
      )
      .argument(
        '[folders...]',
        'caches of Hugging Face, Ollama or ComfyUI, or any folder; without one the usual caches',
      )
      .option('--dry-run', 'only say what would be given'),
  )
    .addHelpText(
      'after',
      `
Only digests are sent to the hub. Files it does not know by their names' digests are not read.
Peers see this machine’s address. Ctrl-C stops.

Examples:
  $ heirloom adopt --dry-run
  $ heirloom adopt ~/.cache/huggingface/hub ~/ComfyUI --host 192.0.2.7`,
    )
    .action((folders: string[], options: Options) => adopt(context(), folders, options));

async function adopt(context: CommandContext, folders: readonly string[], options: Options) {
  const { terminal, env } = context;
  const session = await openSession(env, options.hub);
  const caches = await adoptFolders(context, session, folders);
  for (const line of adoptionLines(caches)) terminal.say(line);
  if (options.dryRun) return terminal.result(adoptionDocument(caches));
  const files = await filesToSeed(session, caches);
  if (files.length === 0) throw nothing(caches);
  await requireJoining(terminal, session, options.join === true);
  await seedUntilStopped(context, session, files, options, (port) => ({ port, ...adoptionDocument(caches) }));
}

async function adoptFolders(
  { terminal, env, signal }: CommandContext,
  { client, home }: Session,
  folders: readonly string[],
): Promise<readonly JudgedCache[]> {
  const caches = await findCaches(env, folders);
  await using examiner = new Examiner();
  const memory = await DigestMemory.open(home);
  using reader = openReader(examiner, memory, !terminal.isJson);
  const judged = await adoptCaches(client, caches, reader, signal);
  await memory.save();
  return judged;
}

/** Reads in a thread, draws a bar, and remembers. */
function openReader(examiner: Examiner, memory: DigestMemory, isShown: boolean): FileReader & Disposable {
  let progress: ReturnType<typeof openProgress> | null = null;
  let bytesRead = 0;
  return {
    async expect(files) {
      const sizes = await Promise.all(files.map(({ file }) => memory.bytesToRead(file).catch(() => 0)));
      progress = openProgress(
        'reading',
        sizes.reduce((sum, size) => sum + size, 0),
        isShown,
      );
    },
    async digestOf({ file, name, sizeBytes }) {
      return memory.digestOf(file, async () => {
        const digest = await examiner.digestOf(file, (bytes) => progress?.update(bytesRead + bytes, name));
        bytesRead += sizeBytes;
        return digest;
      });
    },
    [Symbol.dispose]: () => progress?.[Symbol.dispose](),
  };
}

async function filesToSeed(
  { client }: Session,
  caches: readonly JudgedCache[],
): Promise<readonly SeedFile[]> {
  const adopted = new Map<string, JudgedFile & { readonly verdict: 'ADOPTED' }>();
  for (const file of caches.flatMap(({ files }) => files))
    if (file.verdict === 'ADOPTED' && !adopted.has(file.digest)) adopted.set(file.digest, file);
  const files: SeedFile[] = [];
  for (const { digest, sizeBytes, name, artifact, file } of adopted.values()) {
    const { metainfo, announceUrls } = await pullItem(
      client,
      { digest, sizeBytes, path: name },
      artifact,
      '.',
    );
    if (metainfo) files.push({ digest, metainfo, filePath: file, announceUrls, isVerified: true });
  }
  return files;
}

function nothing(caches: readonly JudgedCache[]) {
  const files = caches.reduce((sum, cache) => sum + cache.files.length, 0);
  return refusal('CLIENT_NOTHING_TO_SEED', 'the hub has no swarm for any of these files', {
    expected: 'files that were published there',
    received: `${files} files in ${caches.map(({ folder }) => folder).join(', ')}`,
    remedy: 'publish them first, or name another hub with --hub URL',
  });
}
