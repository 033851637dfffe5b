import { Command } from 'commander';
import { parseDigest } from '../../base/digest.ts';
import { openSession, signAndSubmit } from '../../client/session.ts';
import type { MakeCommand } from '../program.ts';

interface Options {
  readonly reason: string;
  readonly hub?: string;
}

export const releaseCommand: MakeCommand = (context) =>
  new Command('release')
    .description(
      'As a steward, let a quarantined file go: signed, with the reason, and only for who asks for it.',
    )
    .argument('<digest>', 'sha256:… of the file')
    .requiredOption('--reason <text>', 'why it may be had; everybody can read it')
    .option('--hub <url>', 'which hub')
    .addHelpText(
      'after',
      `
The file stays quarantined: it is neither seeded nor evaluated, and pull takes it only with --allow-unsafe.

Example:
  $ heirloom release sha256:… --reason "TorchScript, read by hand: no file or network access"`,
    )
    .action(async (word: string, { reason, hub }: Options) => {
      const { terminal, env } = context();
      const session = await openSession(env, hub);
      const digest = parseDigest(word);
      const body = { action: 'RELEASE', reason } as const;
      const { statement } = await signAndSubmit(session, 'moderation', { name: 'artifact', digest }, body);
      terminal.say(`✔ released ${digest}   log index ${statement.logIndex}`);
      terminal.result({ digest, logIndex: statement.logIndex });
    });
