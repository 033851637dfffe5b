import { readFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import path from 'node:path';
import { Command } from 'commander';
import { clientHome, DEFAULT_HUB, hubUrl } from '../../client/account-file.ts';
import { login } from '../../client/login.ts';
import type { Environment } from '../../config/env.ts';
import { OWNER_INVITATION_FILE } from '../../hub/context/open-hub.ts';
import type { MakeCommand } from '../program.ts';

interface Options {
  readonly invite?: string;
  readonly name?: string;
}

export const loginCommand: MakeCommand = (context) =>
  new Command('login')
    .description('Join a hub: makes a key on this machine and keeps a token for it.')
    .argument('[hub]', 'the hub’s address', DEFAULT_HUB)
    .option('--invite <code>', 'the one-time code of heirloom invite')
    .option('--name <name>', 'your name, where the invitation names nobody')
    .addHelpText(
      'after',
      `
The owner of a hub on this machine needs no code: it is read from ./heirloom-data.

Examples:
  $ heirloom login
  $ heirloom login https://hub.example.org --invite 7JX…`,
    )
    .action(async (address: string, options: Options) => {
      const { terminal, env } = context();
      const code =
        options.invite ?? (await ownerInvitation(env)) ?? (await terminal.ask('invitation code (--invite)'));
      const name = options.name ?? (invitedName(code) || env.user) ?? userInfo().username;
      const account = await login({ hub: hubUrl(address), code, name, home: clientHome(env) });
      const { hubUrl: hub, contributor, role } = account;
      terminal.say(
        `✔ joined    ${hub} as ${contributor}, ${role.toLowerCase()}; key and token in ${clientHome(env)}`,
      );
      terminal.result({ hub, contributor, role });
    });

/** An invitation reads `name~secret`; the first owner's names nobody. */
function invitedName(code: string): string {
  return code.includes('~') ? (code.split('~')[0] ?? '') : '';
}

// Who can read the hub's data folder owns the hub.
async function ownerInvitation(env: Environment): Promise<string | null> {
  const file = path.join(env.dataFolder ?? './heirloom-data', OWNER_INVITATION_FILE);
  return readFile(file, 'utf8').then(
    (code) => code.trim(),
    () => null,
  );
}
