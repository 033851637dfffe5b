import { Command } from 'commander';
import { parseBody } from '../../attestation/predicates.ts';
import { parseDigest } from '../../base/digest.ts';
import { refusal } from '../../base/errors.ts';
import { checkpointBrief } from '../../client/generated/operations.ts';
import { openSession, signAndSubmit } from '../../client/session.ts';
import type { MakeCommand } from '../program.ts';
import { plainName } from '../text.ts';

interface Options {
  readonly reason: string;
  readonly hub?: string;
}

export const withdrawCommand: MakeCommand = (context) =>
  new Command('withdraw')
    .description(
      'Take a checkpoint of yours back: signed, with the reason; it stays, and no search finds it.',
    )
    .argument('<reference>', 'owner/model@revision or a digest; owner/model is what was published last')
    .requiredOption('--reason <text>', 'why; everybody who comes to it reads it')
    .option('--hub <url>', 'which hub')
    .addHelpText(
      'after',
      `
Its files stay for those who name it by revision or digest, and what was made from it stays. The model's name means
the checkpoint published before. pull warns, and pull --strict refuses it. There is no way back; the same files with
another card are another checkpoint.

Example:
  $ heirloom withdraw ada/net@r2 --reason "trained on the test set"`,
    )
    .action(async (reference: string, { reason, hub }: Options) => {
      const { terminal, env } = context();
      const session = await openSession(env, hub);
      const { checkpoint } = await session.client.ask(checkpointBrief, { reference });
      if (!checkpoint?.digest) throw unknown(reference);
      const { name } = checkpoint;
      const subject = { name, digest: parseDigest(checkpoint.digest) };
      const body = parseBody('withdrawal', { of: 'CHECKPOINT', parent: null, kind: null, reason });
      const { statement } = await signAndSubmit(session, 'withdrawal', subject, body);
      terminal.say(`✔ withdrawn ${plainName(name)}   log index ${statement.logIndex}`);
      terminal.result({ name, digest: subject.digest, logIndex: statement.logIndex });
    });

function unknown(reference: string) {
  return refusal('HUB_CHECKPOINT_UNKNOWN', `no checkpoint ${reference} is published here`, {
    expected: 'owner/name@revision or a checkpoint’s digest',
    received: reference,
    remedy: 'look it up with heirloom search',
  });
}
