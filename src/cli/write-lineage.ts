import { writeFile } from 'node:fs/promises';
import { refusal } from '../base/errors.ts';
import { upperCase } from '../base/upper-case.ts';
import { lineageExport } from '../client/generated/operations.ts';
import type { Session } from '../client/session.ts';
import type { Terminal } from './terminal.ts';

export const LINEAGE_FORMATS = ['cyclonedx', 'dot'] as const;
export type LineageFormat = (typeof LINEAGE_FORMATS)[number];

/** As many as a hub gives in one file. */
const ANCESTORS_MAX = 1000;

/** Writes what a checkpoint was made from to a file, or as it is to standard output. */
export async function writeLineage(
  { client }: Pick<Session, 'client'>,
  terminal: Terminal,
  reference: string,
  format: LineageFormat,
  file?: string,
): Promise<void> {
  const variables = { reference, format: upperCase(format), first: ANCESTORS_MAX };
  const { checkpoint } = await client.ask(lineageExport, variables);
  if (!checkpoint) throw unknownCheckpoint(reference);
  const { content, mediaType, isWhole } = checkpoint.lineageExport;
  if (file === undefined) {
    terminal.say(content.trimEnd());
    return terminal.result({ mediaType, isWhole, content });
  }
  await writeFile(file, content);
  terminal.say(`✔ ${file}   ${mediaType}`);
  if (!isWhole) terminal.say(`… the nearest ${ANCESTORS_MAX} ancestors; there are more`);
  terminal.result({ mediaType, isWhole, file });
}

export function unknownCheckpoint(reference: string) {
  return refusal('HUB_CHECKPOINT_UNKNOWN', `no checkpoint ${reference} is known here`, {
    received: reference,
    remedy: 'look it up with heirloom search',
  });
}
