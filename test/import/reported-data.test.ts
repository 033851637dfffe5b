import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { everyEvalEverSchema, recordsOf, trainingFiles } from '../support/reported-data.ts';
import { assertWhole, readReportedFile } from '../../src/import/reported/read-reported-file.ts';
import { EVERY_EVAL_EVER } from '../../src/import/reported/every-eval-ever-schema.ts';
import type { Json, ReportedRecord } from '../../src/import/reported/reported-record.ts';
import { writeEveryEvalEver } from '../../src/import/reported/write-every-eval-ever.ts';
import { writeReported } from '../../src/import/reported/write-reported.ts';

const NOBODY = { model: null, organisation: null, relationship: null, url: null };
const validate = new Ajv({ strict: false, allErrors: true }).compile(everyEvalEverSchema);

describe('records that others published', () => {
  test.each([
    ['eee-helm_classic', 67, 1005, 159],
    ['eee-global-mmlu-lite', 24, 456, 0],
  ] as const)('%s is read whole', (file, records, results, unknown) => {
    const found = readReportedFile(recordsOf(file), NOBODY);
    assertWhole(found);
    const all = found.records.flatMap((record) => record.results);
    expect([found.format, found.records.length, all.length]).toEqual(['EVERY_EVAL_EVER', records, results]);
    expect(all.filter(({ value }) => value === null)).toHaveLength(unknown);
    for (const record of found.records)
      expect([validate(writeEveryEvalEver(record)), validate.errors]).toEqual([true, null]);
    const again = readReportedFile(Buffer.from(writeReported('EVERY_EVAL_EVER', found.records)), NOBODY);
    expect(again.records.map(saidBy)).toEqual(found.records.map(saidBy));
    expect(again.records.map(({ digest }) => digest)).toEqual(found.records.map(({ digest }) => digest));
  });

  test('27 files of one training are its steps, and survive each form', () => {
    const found = [...trainingFiles().values()].map((text) => readReportedFile(Buffer.from(text), NOBODY));
    const records = found.flatMap((file) => (assertWhole(file), file.records));
    expect(records.map(({ step }) => step).sort((a, b) => Number(a) - Number(b))).toEqual([
      0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1000, 3000, 13000, 23000, 33000, 43000, 53000, 63000, 73000,
      83000, 93000, 103000, 113000, 123000, 133000, 143000,
    ]);
    expect(new Set(records.map(({ model }) => model))).toEqual(new Set(['EleutherAI/pythia-v1.1-70m']));
    expect(records.reduce((sum, { results }) => sum + results.length, 0)).toBe(4644);
    for (const record of records)
      expect([validate(writeEveryEvalEver(record)), validate.errors]).toEqual([true, null]);
    const native = readReportedFile(Buffer.from(writeReported('LM_EVAL', records)), NOBODY);
    expect(native.records.map(({ digest }) => digest)).toEqual(records.map(({ digest }) => digest));
    const foreign = readReportedFile(Buffer.from(writeReported('EVERY_EVAL_EVER', records)), NOBODY);
    expect(foreign.records.map(saidBy)).toEqual(records.map(saidBy));
  });

  test('the rules that are read by are those of its schema', () => {
    expect(EVERY_EVAL_EVER).toEqual(withoutProse(everyEvalEverSchema as Json, false));
  });
});

const saidBy = ({ model, revision, results }: ReportedRecord) => ({ model, revision, results });

/** A schema without what is for people; members of `properties` may have any name. */
function withoutProse(value: Json, isNames: boolean): Json {
  if (Array.isArray(value)) return value.map((item) => withoutProse(item as Json, false));
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([name]) => isNames || !PROSE.has(name));
  return Object.fromEntries(
    kept.map(([name, member]) => [name, withoutProse(member, !isNames && NAMES.has(name))]),
  );
}

const PROSE = new Set(['description', 'default', '$schema', 'version']);
const NAMES = new Set(['properties', '$defs']);
