import { Command, Option } from 'commander';
import { roles, type Role } from '../../attestation/role.ts';
import { upperCase } from '../../base/upper-case.ts';
import { inviteContributor } from '../../client/generated/operations.ts';
import { openSession } from '../../client/session.ts';
import type { MakeCommand } from '../program.ts';

export const inviteCommand: MakeCommand = (context) =>
  new Command('invite')
    .description('Make a one-time code that lets somebody join (owners only).')
    .argument('<name>', 'the contributor’s name: the owner part of their model names')
    .addOption(
      new Option('--role <role>', 'what they may do')
        .choices(roles.map((role) => role.toLowerCase()))
        .default('contributor'),
    )
    .option('--hub <url>', 'which hub')
    .addHelpText('after', '\nExample:\n  $ heirloom invite mnist --role evaluator')
    .action(async (name: string, options: { role: Lowercase<Role>; hub?: string }) => {
      const { terminal, env } = context();
      const { client } = await openSession(env, options.hub);
      const role = upperCase(options.role);
      const { code, expiresAt } = await client.act(inviteContributor, { name, role });
      terminal.say(`✔ invited   ${name}, ${options.role}; once, until ${expiresAt.slice(0, 10)}`);
      terminal.say(`  heirloom login ${client.url} --invite ${code}`);
      terminal.result({ name, role, code, expiresAt, hub: client.url });
    });
