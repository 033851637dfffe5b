import { readFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import path from 'node:path';
import { Command } from 'commander';
import { clientHome, DEFAULT_HUB, hubUrl } from '../../client/account-file.ts';
import { refusal } from '../../base/errors.ts';
import { HubClient } from '../../client/hub-client.ts';
import { hubToJoin, login } from '../../client/login.ts';
import { isLoopbackHub } from '../../client/swarm-consent.ts';
import type { Environment } from '../../config/env.ts';
import { OWNER_INVITATION_FILE } from '../../hub/context/open-hub.ts';
import type { MakeCommand } from '../program.ts';
import type { Terminal } from '../terminal.ts';

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
      const hub = hubUrl(address);
      const home = clientHome(env);
      // A wrong address is told before anybody looks for a code.
      const facts = await hubToJoin(new HubClient(hub, null), home, hub);
      const code = options.invite ?? (await ownerInvitation(env, hub)) ?? (await askedFor(terminal, hub));
      const name = options.name ?? (invitedName(code) || env.user) ?? userInfo().username;
      const account = await login({ hub, code, name, home, facts });
      const { contributor, role } = account;
      terminal.say(`✔ joined    ${hub} as ${contributor}, ${role.toLowerCase()}; key and token in ${home}`);
      terminal.result({ hub, contributor, role });
    });

/** An invitation reads `name~secret`; the first owner's names nobody. */
function invitedName(code: string): string {
  return code.includes('~') ? (code.split('~')[0] ?? '') : '';
}

function askedFor(terminal: Terminal, hub: string): Promise<string> {
  if (terminal.isInteractive) return terminal.ask('invitation code (--invite)');
  throw refusal('CLI_INVITATION_NEEDED', `joining ${hub} needs an invitation`, {
    expected: '--invite CODE',
    received: 'none, and no owner-invitation in ./heirloom-data',
    remedy: 'ask its owner for one (heirloom invite NAME); the owner’s own is in the hub’s data folder',
  });
}

// Who can read the hub's data folder owns the hub; a hub elsewhere has no business with its code.
async function ownerInvitation(env: Environment, hub: string): Promise<string | null> {
  if (!isLoopbackHub(hub)) return null;
  const file = path.join(env.dataFolder ?? './heirloom-data', OWNER_INVITATION_FILE);
  return readFile(file, 'utf8').then(
    (code) => code.trim(),
    () => null,
  );
}
