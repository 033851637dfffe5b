import { isDigest, type Digest } from '../../base/digest.ts';
import type { FieldReader } from '../../evaluation/field-reader.ts';

/** The runs that a report's counts come from; their own protocols say what they are counts of. */
export interface RiskFromRun {
  /** The evaluation statement's id. */
  readonly run: Digest;
  /** Of robustness those that it is held against, in the order of the counts. */
  readonly against: readonly Digest[];
}

/** A report's `from`, as schema/statement/risk-report.schema.json has it. */
export function readRiskFromRun(read: FieldReader, json: unknown, path: string): RiskFromRun {
  const root = read.object(json, path, ['run'], ['against']);
  return {
    run: readDigest(read, root['run'], `${path}.run`),
    against: root['against'] === undefined ? [] : readAgainst(read, root['against'], `${path}.against`),
  };
}

/** One, or a list of several. */
function readAgainst(read: FieldReader, json: unknown, path: string): readonly Digest[] {
  if (!Array.isArray(json)) return [readDigest(read, json, path)];
  const all = read.list(json, path, 2, AGAINST_MAX).map((each, i) => readDigest(read, each, `${path}[${i}]`));
  if (new Set(all).size !== all.length) read.wrong(path, 'different runs', 'one twice');
  return all;
}

function readDigest(read: FieldReader, json: unknown, path: string): Digest {
  return read.matching(json, path, 'sha256: and 64 lower-case hex digits', isDigest);
}

/** Every kind of corruption at every severity, and room for kinds to come; the hub opens the answers of each. */
const AGAINST_MAX = 60;
