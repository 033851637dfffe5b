import { Command } from 'commander';
import { refusal } from '../../base/errors.ts';
import { collectFiles } from '../../client/collect-files.ts';
import { artifactToPull } from '../../client/generated/operations.ts';
import { openSession, type Session } from '../../client/session.ts';
import { pullItem } from '../../client/pull-checkpoint.ts';
import type { SeedFile } from '../../swarm/seed-files.ts';
import { requireJoining } from '../join-swarm.ts';
import type { CommandContext, MakeCommand } from '../program.ts';
import { seedUntilStopped, withSeedOptions, type SeedOptions } from '../seed-until-stopped.ts';

export const seedCommand: MakeCommand = (context) =>
  withSeedOptions(
    new Command('seed')
      .description('Give what you have to the swarm: files of a folder that the hub knows by digest.')
      .argument('<folder>', 'a folder that was pulled or published'),
  )
    .addHelpText(
      'after',
      '\nPeers see this machine’s address. Ctrl-C stops.\n\nExample:\n  $ heirloom seed ./low-digits',
    )
    .action((folder: string, options: SeedOptions) => seed(context(), folder, options));

async function seed(context: CommandContext, folder: string, options: SeedOptions) {
  const session = await openSession(context.env, options.hub);
  await requireJoining(context.terminal, session, options.join === true);
  const files = await knownFiles(session, folder);
  await seedUntilStopped(context, session, files, options, (port) => ({
    port,
    files: files.map(({ digest, filePath }) => ({ digest, file: filePath })),
  }));
}

async function knownFiles({ client }: Session, folder: string): Promise<readonly SeedFile[]> {
  const known: SeedFile[] = [];
  for (const { file, path, examination } of await collectFiles([folder], () => undefined, {
    statistics: 'NONE',
  })) {
    const { digest, sizeBytes } = examination;
    const { artifact } = await client.ask(artifactToPull, { digest });
    if (!artifact?.swarm) continue;
    const item = await pullItem(client, { digest, sizeBytes, path }, artifact, folder);
    if (item.metainfo) known.push({ ...item, metainfo: item.metainfo, filePath: file });
  }
  if (known.length > 0) return known;
  throw refusal('CLIENT_NOTHING_TO_SEED', 'the hub has no swarm for any of these files', {
    expected: 'files that were published there',
    received: folder,
    remedy: 'publish them first, or pull a checkpoint into the folder',
  });
}
