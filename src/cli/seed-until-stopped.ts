import type { Command } from 'commander';
import type { Session } from '../client/session.ts';
import { portOf, speedOf } from '../config/hub-config.ts';
import { seedFiles, type SeedFile } from '../swarm/seed-files.ts';
import { defaultHost, JOIN_FLAG, JOIN_MEANING } from './join-swarm.ts';
import type { CommandContext } from './program.ts';
import { bytesText, nounText } from './text.ts';

/** The flags of every command that seeds. */
export interface SeedOptions {
  readonly host?: string;
  readonly port: string;
  readonly limit?: string;
  readonly join?: true;
  readonly hub?: string;
}

/** Adds them to a command, in the order of its help. */
export function withSeedOptions(command: Command): Command {
  return command
    .option(JOIN_FLAG, JOIN_MEANING)
    .option('--host <address>', 'the address peers reach this machine at; all, or loopback for a hub here')
    .option('--port <port>', 'the port peers come in at; 0 takes any free one', '0')
    .option('--limit <speed>', 'bytes a second to give at most, like 5M')
    .option('--hub <url>', 'which hub');
}

/** Gives files to the swarm until Ctrl-C, and then says how much was taken. */
export async function seedUntilStopped(
  { terminal, signal }: CommandContext,
  { client }: Session,
  files: readonly SeedFile[],
  options: SeedOptions,
  documentOf: (port: number) => unknown,
): Promise<void> {
  const host = options.host ?? defaultHost(client.url);
  const uploadLimitBytesPerSecond = speedOf('--limit', options.limit);
  const limit = uploadLimitBytesPerSecond === undefined ? {} : { uploadLimitBytesPerSecond };
  await using seeding = await seedFiles(files, { host, port: portOf('--port', options.port), ...limit });
  terminal.say(`✔ seeding   ${nounText(files.length, 'file')} at ${host}:${seeding.port}   stop with Ctrl-C`);
  terminal.result(documentOf(seeding.port));
  await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
  const given = seeding.uploadedBytes();
  terminal.say(`  ${bytesText(given)} given, ${(given / seeding.sizeBytes).toFixed(2)} times what is here`);
}
