import { writeFile } from 'node:fs/promises';
import { refusal } from '../base/errors.ts';
import {
  evidenceOfCheckpoint,
  recordsOfModel,
  type RecordsOfModelAnswer,
  type RecordFields,
} from '../client/generated/operations.ts';
import type { HubClient } from '../client/hub-client.ts';
import { measuredRecords } from '../client/measured-records.ts';
import {
  REPORTED_FORMATS,
  type ReportedFormat,
  type ReportedRecord,
} from '../import/reported/reported-record.ts';
import { rereadRecord } from '../import/reported/reread-record.ts';
import { writeReported } from '../import/reported/write-reported.ts';
import type { Terminal } from './terminal.ts';
import { nounText } from './text.ts';

export interface ExportOptions {
  readonly format: string;
  readonly out?: string;
}

/** The words of --format. */
export const FORMAT_WORDS = REPORTED_FORMATS.map((format) => format.toLowerCase().replaceAll('_', '-'));

/** Writes what is known of a checkpoint, or reported of a model's name, for other programs. */
export async function exportEvidence(
  client: HubClient,
  terminal: Terminal,
  reference: string,
  { format, out }: ExportOptions,
): Promise<void> {
  const wanted = REPORTED_FORMATS[FORMAT_WORDS.indexOf(format)] satisfies ReportedFormat | undefined;
  if (!wanted) throw unknownFormat(format);
  const records = await recordsOn(client, reference);
  if (records.length === 0) throw nothingKnown(reference);
  const text = writeReported(wanted, records);
  if (out === undefined) {
    for (const line of text.trimEnd().split('\n')) terminal.say(line);
  } else {
    await writeFile(out, text, { flag: 'wx' });
    terminal.say(`✔ written    ${out}   ${nounText(records.length, 'record')}`);
  }
  terminal.result({
    format: wanted,
    records: records.length,
    ...(out === undefined ? { text } : { file: out }),
  });
}

async function recordsOn(client: HubClient, reference: string): Promise<readonly ReportedRecord[]> {
  const found = await client
    .ask(evidenceOfCheckpoint, { reference })
    // What others name may be no reference here.
    .catch(() => ({ checkpoint: null }));
  if (!found.checkpoint) return (await everyRecordOf(client, reference)).map(reread);
  return [...measuredRecords(client.url, found.checkpoint), ...found.checkpoint.reportedRecords.map(reread)];
}

/** All that is reported of a model by name, page by page. */
export async function everyRecordOf(client: HubClient, model: string): Promise<readonly RecordFields[]> {
  const records: RecordFields[] = [];
  for (let after: string | null = null; records.length < RECORDS_MAX;) {
    const answer: RecordsOfModelAnswer = await client.ask(recordsOfModel, { model, after });
    records.push(...answer.reportedRecords.nodes);
    after = answer.reportedRecords.pageInfo.endCursor;
    if (!answer.reportedRecords.pageInfo.hasNextPage) break;
  }
  return records;
}

function reread({ format, raw, model, source }: RecordFields): ReportedRecord {
  const { organisation, relationship, url } = source;
  return rereadRecord({ format, raw }, { model, organisation, relationship, url });
}

const RECORDS_MAX = 10_000;

function unknownFormat(received: string) {
  return refusal('CLI_FORMAT', 'evidence is not written in that form', {
    expected: FORMAT_WORDS.join(', '),
    received,
  });
}

function nothingKnown(reference: string) {
  return refusal('HUB_EVIDENCE_NONE', `nothing is measured or reported of ${reference}`, {
    expected: 'a checkpoint here, or a model by the name that others use',
    received: reference,
    remedy: 'heirloom leaderboard lists the benchmarks that are reported on',
  });
}
