import { Command } from 'commander';
import type { Scope } from '../../attestation/role.ts';
import { createToken, revokeToken, tokenList } from '../../client/generated/operations.ts';
import { openSession } from '../../client/session.ts';
import type { MakeCommand } from '../program.ts';
import { columns } from '../text.ts';

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
    .action(
      async (
        action: string,
        value: string | undefined,
        options: { scopes: string; days: string; hub?: string },
      ) => {
        const { terminal, env } = context();
        const { client } = await openSession(env, options.hub);
        if (action === 'create') {
          // The hub says which there are.
          const scopes = options.scopes.toUpperCase().split(',') as Scope[];
          const variables = { label: value ?? 'unnamed', scopes, days: Number(options.days) };
          const made = await client.act(createToken, variables);
          terminal.say(
            `✔ made      ${made.accessToken.label}, until ${made.accessToken.expiresAt.slice(0, 10)}; shown once:`,
          );
          terminal.say(made.token);
          return terminal.result(made);
        }
        if (action === 'revoke') {
          const { accessToken } = await client.act(revokeToken, { id: value ?? '' });
          terminal.say(`✔ revoked   ${accessToken.label}`);
          return terminal.result(accessToken);
        }
        const { viewer } = await client.ask(tokenList);
        const tokens = viewer?.tokens ?? [];
        const rows = tokens.map((t) => [
          t.id,
          t.label,
          t.scopes.join(','),
          t.revokedAt ? 'revoked' : `until ${t.expiresAt.slice(0, 10)}`,
        ]);
        for (const line of columns(rows)) terminal.say(line);
        terminal.result(tokens);
      },
    );
