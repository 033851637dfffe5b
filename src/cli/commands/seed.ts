import { Command } from 'commander';
import { refusal } from '../../base/errors.ts';
import { collectFiles } from '../../client/collect-files.ts';
import { artifactToPull, type ArtifactToPullAnswer } from '../../client/documents.ts';
import { openSession, type Session } from '../../client/session.ts';
import { pullItem } from '../../client/pull-checkpoint.ts';
import { seedFiles, type SeedFile } from '../../swarm/seed-files.ts';
import type { CommandContext, MakeCommand } from '../program.ts';
import { bytesText } from '../text.ts';

interface Options {
  readonly hub?: string;
  readonly port: string;
  readonly host: string;
  readonly limit?: string;
}

export const seedCommand: MakeCommand = (context) =>
  new Command('seed')
    .description('Give what you have to the swarm: files of a folder that the hub knows by digest.')
    .argument('<folder>', 'a folder that was pulled or published')
    .option('--host <address>', 'the address peers reach this machine at', '127.0.0.1')
    .option('--port <port>', 'the port peers come in at; 0 takes any free one', '0')
    .option('--limit <bytes>', 'bytes a second to give at most')
    .option('--hub <url>', 'which hub')
    .addHelpText(
      'after',
      '\nPeers see this machine’s address. Ctrl-C stops.\n\nExample:\n  $ heirloom seed ./low-digits',
    )
    .action((folder: string, options: Options) => seed(context(), folder, options));

async function seed({ terminal, env, signal }: CommandContext, folder: string, options: Options) {
  const session = await openSession(env, options.hub);
  const files = await knownFiles(session, folder);
  const limit = options.limit === undefined ? {} : { uploadLimitBytesPerSecond: Number(options.limit) };
  await using seeding = await seedFiles(files, { host: options.host, port: Number(options.port), ...limit });
  terminal.say(`✔ seeding   ${files.length} files at ${options.host}:${seeding.port}   stop with Ctrl-C`);
  terminal.result({
    port: seeding.port,
    files: files.map(({ digest, filePath }) => ({ digest, file: filePath })),
  });
  await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
  const given = files.reduce((sum, { digest }) => sum + seeding.uploadedBytes(digest), 0);
  terminal.say(`  ${bytesText(given)} given`);
}

async function knownFiles({ client }: Session, folder: string): Promise<readonly SeedFile[]> {
  const known: SeedFile[] = [];
  for (const { file, path, examination } of await collectFiles([folder], () => undefined, {
    statistics: 'NONE',
  })) {
    const { digest, sizeBytes } = examination;
    const { artifact } = await client.ask<ArtifactToPullAnswer>(artifactToPull, { digest });
    if (!artifact?.swarm) continue;
    const item = await pullItem(client, { digest, sizeBytes, path }, artifact, folder);
    if (item.metainfo)
      known.push({ digest, metainfo: item.metainfo, filePath: file, announceUrls: item.announceUrls });
  }
  if (known.length > 0) return known;
  throw refusal('CLIENT_NOTHING_TO_SEED', 'the hub has no swarm for any of these files', {
    expected: 'files that were published there',
    received: folder,
    remedy: 'publish them first, or pull a checkpoint into the folder',
  });
}
