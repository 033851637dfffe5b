import type { Session } from '../client/session.ts';
import { speedOf } from '../config/hub-config.ts';
import { seedFiles, type SeedFile } from '../swarm/seed-files.ts';
import { defaultHost } from './join-swarm.ts';
import type { CommandContext } from './program.ts';
import { bytesText } from './text.ts';

/** The flags of every command that seeds. */
export interface SeedOptions {
  readonly host?: string;
  readonly port: string;
  readonly limit?: string;
  readonly join?: true;
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
  await using seeding = await seedFiles(files, { host, port: Number(options.port), ...limit });
  terminal.say(`✔ seeding   ${files.length} files at ${host}:${seeding.port}   stop with Ctrl-C`);
  terminal.result(documentOf(seeding.port));
  await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
  const given = seeding.uploadedBytes();
  terminal.say(`  ${bytesText(given)} given, ${(given / seeding.sizeBytes).toFixed(2)} times what is here`);
}
