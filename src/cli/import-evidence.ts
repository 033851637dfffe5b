import { open } from 'node:fs/promises';
import path from 'node:path';
import { parseBody, type Bodies } from '../attestation/predicates.ts';
import { digestOf } from '../base/digest.ts';
import { HeirloomError, isRefusal } from '../base/errors.ts';
import { reportedFile } from '../client/generated/operations.ts';
import { signAndSubmit, type Session } from '../client/session.ts';
import { uploadFile } from '../client/upload.ts';
import { REPORTED_BYTES_MAX } from '../import/reported/parse-reported.ts';
import { assertWhole, readReportedFile, type ReportedFile } from '../import/reported/read-reported-file.ts';
import type { Terminal } from './terminal.ts';
import { countText, nounText, plainName } from './text.ts';

export interface EvidenceOptions {
  readonly model?: string;
  readonly organisation?: string;
  readonly relationship?: string;
  readonly url?: string;
  readonly dryRun?: true;
  readonly keepGoing?: true;
}

type Said = Omit<Bodies['reported-results'], 'path' | 'sizeBytes'>;

interface Read {
  readonly file: string;
  readonly bytes: Uint8Array;
  readonly read: ReportedFile | null;
  readonly error: HeirloomError | null;
}

/** What became of a file: whether the hub took it, had it, or would take it, or why not. */
interface Imported {
  readonly file: string;
  readonly state: 'IMPORTED' | 'KNOWN' | 'CHECKED' | 'REFUSED';
  readonly records: number;
  readonly results: number;
  readonly unknown: number;
  readonly logIndex: number | null;
  readonly code: string | null;
}

/** Reads all files first: where one is bad nothing is sent, unless the good ones are wanted all the same. */
export async function importEvidence(
  session: () => Promise<Session>,
  terminal: Terminal,
  files: readonly string[],
  options: EvidenceOptions,
): Promise<void> {
  const said = saidOf(options);
  const read: Read[] = [];
  for (const file of files) read.push(await readFile(file, said));
  const bad = read.find(({ error }) => error !== null);
  if (bad?.error && !options.keepGoing) throw bad.error;
  const done: Imported[] = [];
  const account = options.dryRun ? null : await session();
  for (const one of read) {
    const imported = await importOne(account, one, said);
    terminal.say(lineOf(imported, one));
    done.push(imported);
  }
  terminal.result(done);
  if (done.some(({ state }) => state === 'REFUSED')) process.exitCode = 2;
}

function saidOf({ model, organisation, relationship, url }: EvidenceOptions): Said {
  const said = {
    model: model ?? null,
    organisation: organisation ?? null,
    relationship: relationship?.toUpperCase().replace('-', '_') ?? null,
    url: url ?? null,
  };
  // Checked before anything is read: a wrong word is wrong for every file.
  const {
    path: _,
    sizeBytes: _bytes,
    ...rest
  } = parseBody('reported-results', { ...said, path: 'x', sizeBytes: 0 });
  return rest;
}

async function readFile(file: string, said: Said): Promise<Read> {
  const bytes = await bytesOf(file);
  try {
    const read = readReportedFile(bytes, said);
    assertWhole(read);
    return { file, bytes, read, error: null };
  } catch (error) {
    if (!(error instanceof HeirloomError) || !isRefusal(error)) throw error;
    const named = new HeirloomError('refusal', error.code, `${file}: ${error.message}`, error.facts);
    return { file, bytes, read: null, error: named };
  }
}

/** One byte more than is read tells that it is too large. */
async function bytesOf(file: string): Promise<Uint8Array> {
  await using handle = await open(file);
  const buffer = Buffer.alloc(Math.min((await handle.stat()).size, REPORTED_BYTES_MAX + 1));
  const { bytesRead } = await handle.read(buffer, 0, buffer.length, 0);
  return buffer.subarray(0, bytesRead);
}

async function importOne(
  session: Session | null,
  { file, bytes, read, error }: Read,
  said: Said,
): Promise<Imported> {
  const results = read?.records.flatMap((record) => record.results) ?? [];
  const unknown = results.filter(({ value }) => value === null).length;
  const facts = { file, records: read?.records.length ?? 0, results: results.length, unknown };
  if (error) return { ...facts, state: 'REFUSED', logIndex: null, code: error.code };
  if (!session) return { ...facts, state: 'CHECKED', logIndex: null, code: null };
  const [digest, name] = [digestOf(bytes), path.basename(file)];
  await uploadFile(session, { file, path: name, digest });
  try {
    const body = { ...said, path: name, sizeBytes: bytes.byteLength };
    const { statement } = await signAndSubmit(session, 'reported-results', { name, digest }, body);
    const variables = { logIndex: statement.logIndex };
    const { reportedFile: kept } = await session.client.ask(reportedFile, variables);
    const counts = { records: kept?.records ?? 0, results: kept?.results ?? 0 };
    return { ...facts, ...counts, state: 'IMPORTED', logIndex: statement.logIndex, code: null };
  } catch (refused) {
    if (!(refused instanceof HeirloomError) || refused.code !== 'HUB_EVIDENCE_KNOWN') throw refused;
    return { ...facts, state: 'KNOWN', logIndex: null, code: null };
  }
}

function lineOf({ state, records, results, unknown, logIndex }: Imported, { file, error }: Read): string {
  const name = plainName(path.basename(file));
  if (state === 'REFUSED') return `✘ refused    ${name}   ${error?.code}: ${error?.message}`;
  const counts = `${nounText(records, 'record')}, ${nounText(results, 'result')}`;
  const rest = unknown > 0 ? `, ${countText(unknown)} of them not measured` : '';
  if (state === 'KNOWN') return `· known      ${name}   all of it is here already`;
  if (state === 'CHECKED') return `· would take ${name}   ${counts}${rest}`;
  return `✔ imported   ${name}   ${counts}${rest}   log index ${logIndex}`;
}
