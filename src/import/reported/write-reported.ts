import type { ReportedFormat, ReportedRecord } from './reported-record.ts';
import { writeEveryEvalEver } from './write-every-eval-ever.ts';
import { writeEvalResults, writeModelIndex } from './write-hugging-face.ts';
import { writeLmEval } from './write-lm-eval.ts';

/** A file that holds these records; lm-eval has one record a line, where it writes a file each. */
export function writeReported(format: ReportedFormat, records: readonly ReportedRecord[]): string {
  switch (format) {
    case 'EVERY_EVAL_EVER':
      return records.map((record) => `${JSON.stringify(writeEveryEvalEver(record))}\n`).join('');
    case 'LM_EVAL':
      return records.map((record) => `${JSON.stringify(writeLmEval(record))}\n`).join('');
    case 'MODEL_INDEX':
      return writeModelIndex(records);
    case 'EVAL_RESULTS':
      return writeEvalResults(records);
  }
}
