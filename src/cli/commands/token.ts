import { Command } from 'commander';
import { scopesOf, type Scope } from '../../attestation/role.ts';
import { refusal } from '../../base/errors.ts';
import { upperCase } from '../../base/upper-case.ts';
import { createToken, revokeToken, tokenList } from '../../client/generated/operations.ts';
import type { HubClient } from '../../client/hub-client.ts';
import { openSession } from '../../client/session.ts';
import { countIn } from '../amounts.ts';
import type { MakeCommand } from '../program.ts';
import { signedIn } from '../signed-in.ts';
import type { Terminal } from '../terminal.ts';
import { columns } from '../text.ts';

interface Options {
  readonly scopes: string;
  readonly days: string;
  readonly hub?: string;
}

export const tokenCommand: MakeCommand = (context) =>
  new Command('token')
    .description('List, make and revoke your access tokens.')
    .argument('[action]', 'list, create or revoke', 'list')
    .argument('[value]', 'a label for create, an id for revoke')
    .option('--scopes <list>', 'by comma: read,publish,evaluate,moderate,admin', 'read')
    .option('--days <n>', 'how long it lives, up to 365', '90')
    .option('--hub <url>', 'which hub')
    .addHelpText(
      'after',
      '\nExamples:\n  $ heirloom token\n  $ heirloom token create ci --scopes read,publish --days 30\n  $ heirloom token revoke 3f0c…',
    )
    .action(async (action: string, value: string | undefined, options: Options) => {
      const { terminal, env } = context();
      const { client } = await openSession(env, options.hub);
      const act = ACTIONS[action];
      if (!act) throw unknownAction(action);
      await act({ client, terminal, value, options });
    });

interface Asked {
  readonly client: HubClient;
  readonly terminal: Terminal;
  readonly value: string | undefined;
  readonly options: Options;
}

const ACTIONS: Readonly<Record<string, (asked: Asked) => Promise<void>>> = { list, create, revoke };

async function list({ client, terminal }: Asked): Promise<void> {
  const { viewer } = await client.ask(tokenList);
  const { tokens } = signedIn(viewer, client.url);
  const rows = tokens.map((t) => [
    t.id,
    t.label,
    t.scopes.join(','),
    t.revokedAt ? 'revoked' : `until ${t.expiresAt.slice(0, 10)}`,
  ]);
  for (const line of columns(rows)) terminal.say(line);
  terminal.result(tokens);
}

async function create({ client, terminal, value, options }: Asked): Promise<void> {
  const days = countIn('--days', options.days);
  const variables = { label: value ?? 'unnamed', scopes: scopesIn(options.scopes), days };
  const made = await client.act(createToken, variables);
  terminal.say(
    `✔ made      ${made.accessToken.label}, until ${made.accessToken.expiresAt.slice(0, 10)}; shown once:`,
  );
  terminal.say(made.token);
  terminal.result(made);
}

async function revoke({ client, terminal, value }: Asked): Promise<void> {
  const { accessToken } = await client.act(revokeToken, { id: value ?? '' });
  terminal.say(`✔ revoked   ${accessToken.label}`);
  terminal.result(accessToken);
}

function scopesIn(text: string): readonly Scope[] {
  const named = text.split(',').map((word) => upperCase(word.trim()));
  const known: readonly string[] = scopesOf('OWNER');
  if (named.every((word): word is Scope => known.includes(word))) return named;
  throw refusal('CLI_SCOPES', 'these are not scopes of a token', {
    expected: known.join(', ').toLowerCase(),
    received: text,
  });
}

function unknownAction(action: string) {
  return refusal('CLI_ACTION', 'token can’t do that', {
    expected: Object.keys(ACTIONS).join(', '),
    received: action,
  });
}
