import { stat } from 'node:fs/promises';
import { Command } from 'commander';
import { refusal } from '../../base/errors.ts';
import {
  ALSO,
  identifyDigest,
  identifyFile,
  isFile,
  kindOfDigest,
  type Identity,
} from '../../client/identify-file.ts';
import { DigestMemory } from '../../client/digest-memory.ts';
import type { HubClient } from '../../client/hub-client.ts';
import { openSession } from '../../client/session.ts';
import { Examiner } from '../../weights/examiner.ts';
import { openProgress } from '../progress.ts';
import { plainName } from '../text.ts';
import type { CommandContext, MakeCommand } from '../program.ts';

interface Options {
  readonly hub?: string;
}

export const identifyCommand: MakeCommand = (context) =>
  new Command('identify')
    .description('Ask a hub which checkpoints a file belongs to: by its bytes, else by its weights.')
    .argument(
      '<files...>',
      'files of this machine, or digests: sha256, infohash, git, AutoV2, AutoV3, BLAKE3, CRC-32',
    )
    .option('--hub <url>', 'which hub')
    .addHelpText(
      'after',
      `
Only digests leave this machine. Exits with 1 when something is unknown.

Examples:
  $ heirloom identify ~/Downloads/*.safetensors
  $ heirloom identify 281886fbb3 --json`,
    )
    .action((words: string[], options: Options) => identify(context(), words, options));

async function identify({ terminal, env }: CommandContext, words: readonly string[], options: Options) {
  const { client, home } = await openSession(env, options.hub);
  await using examiner = new Examiner();
  const memory = await DigestMemory.open(home);
  const found: { input: string; identity: Identity }[] = [];
  for (const word of words) {
    const identity = (await isFile(word))
      ? await ofFile(client, { examiner, memory }, word, !terminal.isJson)
      : await ofDigest(client, word);
    found.push({ input: word, identity });
    for (const line of identityLines(word, identity)) terminal.say(line);
  }
  await memory.save();
  terminal.result(found);
  if (found.some(({ identity }) => identity.kind === 'UNKNOWN')) process.exitCode = 1;
}

async function ofFile(
  client: HubClient,
  readers: Parameters<typeof identifyFile>[1],
  file: string,
  isShown: boolean,
): Promise<Identity> {
  using progress = openProgress('reading', (await stat(file)).size, isShown);
  return await identifyFile(client, readers, file, (bytesDone) => progress.update(bytesDone, file));
}

async function ofDigest(client: HubClient, word: string): Promise<Identity> {
  const kind = kindOfDigest(word);
  if (kind === null)
    throw refusal('CLI_NOTHING_TO_IDENTIFY', `${word} is neither a file here nor a digest`, {
      expected: 'a file, or 8, 10, 12, 40 or 64 hexadecimal digits',
      received: word.slice(0, 100),
    });
  const identity = await identifyDigest(client, kind, word);
  const other = ALSO[kind];
  return identity.kind === 'UNKNOWN' && other ? identifyDigest(client, other, word) : identity;
}

function identityLines(word: string, identity: Identity): readonly string[] {
  switch (identity.kind) {
    case 'FILE':
      return [
        `✔ ${word}   ${identity.digest}`,
        ...identity.places.map(({ checkpoint, path }) => `  ${checkpoint}   ${path}`),
      ];
    case 'LISTED':
      return [
        `✔ ${word}   listed elsewhere, not published here   ${identity.digest}`,
        ...identity.places.map(({ checkpoint, path }) => `  ${plainName(checkpoint)}   ${plainName(path)}`),
      ];
    case 'WEIGHTS':
      return [
        `✔ ${word}   the same weights in another container   ${identity.weightsIdentity}`,
        ...identity.checkpoints.map((name) => `  ${name}`),
      ];
    case 'COMPARABLE':
      return [
        `~ ${word}   not known, but comparable`,
        ...identity.checkpoints.map(
          ({ checkpoint, fraction }) =>
            `  ${checkpoint}   ${(100 * fraction).toFixed(1)} % of its elements are equal`,
        ),
      ];
    case 'UNKNOWN':
      return [`✘ ${word}   unknown to this hub`];
  }
}
