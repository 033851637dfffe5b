import { invariant } from '../../base/errors.ts';
import { readReportedFile, type ReadRecord } from './read-reported-file.ts';
import type { Json, ReportedFormat, SaidOfSource } from './reported-record.ts';

/** A kept record, read again from what came: what a hub says of it besides is what its importer said. */
export function rereadRecord(
  { format, raw }: { readonly format: ReportedFormat; readonly raw: Json },
  said: SaidOfSource,
): ReadRecord {
  const document = format === 'MODEL_INDEX' ? { 'model-index': [raw] } : raw;
  const { records, problems } = readReportedFile(Buffer.from(JSON.stringify(document)), said);
  invariant(records[0] && problems.length === 0, 'a record that was kept can be read');
  return records[0];
}
