import path from 'node:path';
import { Command } from 'commander';
import { walkFolder } from '../../client/caches/walk-folder.ts';
import { openSession } from '../../client/session.ts';
import { verifyFolder, type Verification } from '../../client/verify-folder.ts';
import { Examiner } from '../../weights/examiner.ts';
import { openProgress } from '../progress.ts';
import type { CommandContext, MakeCommand } from '../program.ts';
import { plainName } from '../text.ts';

interface Options {
  readonly reference?: string;
  readonly hub?: string;
}

export const verifyCommand: MakeCommand = (context) =>
  new Command('verify')
    .description('Check the files of a folder against the manifest that their publisher signed.')
    .argument('<folder>', 'a folder that was pulled')
    .option('--reference <reference>', 'which checkpoint it should be; found by its files without it')
    .option('--hub <url>', 'which hub')
    .addHelpText(
      'after',
      `
Every file is read. Exits with 1 when one is missing, changed or not in the manifest.

Examples:
  $ heirloom verify ./low-digits
  $ heirloom verify ./base --reference mnist/base@e2 --json`,
    )
    .action((folder: string, options: Options) => verify(context(), folder, options));

async function verify({ terminal, env }: CommandContext, folder: string, options: Options) {
  const { client } = await openSession(env, options.hub);
  await using examiner = new Examiner();
  const root = path.resolve(folder);
  using progress = openProgress('reading', await sizeOf(root), !terminal.isJson);
  let bytesRead = 0;
  const verification = await verifyFolder(client, {
    folder: root,
    reference: options.reference ?? null,
    digestOf: async ({ file, name, sizeBytes }) => {
      const digest = await examiner.digestOf(file, (bytes) => progress.update(bytesRead + bytes, name));
      bytesRead += sizeBytes;
      return digest;
    },
  });
  progress[Symbol.dispose]();
  for (const line of verificationLines(verification)) terminal.say(plainName(line));
  terminal.result({ folder: root, ...verification });
  if (!verification.isRight) process.exitCode = 1;
}

async function sizeOf(folder: string): Promise<number> {
  const { files } = await walkFolder(folder);
  return files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
}

const MARKS = { OK: '✔', MISSING: '✘', HELD: '·', CHANGED: '✘', EXTRA: '✘' } as const;
const WORDS = {
  OK: 'ok',
  MISSING: 'is missing',
  HELD: 'is missing; the hub does not offer it',
  CHANGED: 'is changed',
  EXTRA: 'is not in the manifest',
} as const;

function verificationLines({ name, digest, signedBy, files, isRight }: Verification): readonly string[] {
  return [
    ...files.flatMap(({ path: file, verdict, expected, received }) => [
      `${MARKS[verdict]} ${file}   ${WORDS[verdict]}`,
      ...(verdict === 'CHANGED' ? [`  expected  ${expected}`, `  received  ${received}`] : []),
    ]),
    isRight
      ? `✔ verified  ${name}   ${digest}   signed by ${signedBy}`
      : `✘ this is not ${name} as ${signedBy} signed it   ${digest}`,
  ];
}
