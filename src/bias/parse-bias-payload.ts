import { isDigest, type Digest } from '../base/digest.ts';
import { isDecimal } from '../evaluation/decimal.ts';
import { FieldReader } from '../evaluation/field-reader.ts';
import { HARMS, type BiasPayload } from './counts.ts';
import { readFromRun } from './from-run/grouping.ts';
import { readMarginals } from './read-marginals.ts';
import { COUNT_FIELDS, NAME_CHARACTERS_MAX, readCounts } from './read-counts.ts';

/** Lets plain JSON in as a bias report's counts, or refuses it with `BIAS_PAYLOAD_MALFORMED` and every wrong field. */
export function parseBiasPayload(json: unknown): BiasPayload {
  const read = new FieldReader();
  const root = read.object(json, '$', REQUIRED, OPTIONAL);
  const payload: BiasPayload = {
    dataset: readDigest(read, root['dataset'], '$.dataset'),
    protocol: readDigest(read, root['protocol'], '$.protocol'),
    attribute: read.text(root['attribute'], '$.attribute', NAME_CHARACTERS_MAX),
    harms: readHarms(read, root['harms']),
    ...readCrossed(read, root),
    from: root['from'] === undefined ? null : readFromRun(read, root['from'], '$.from'),
    context: readProse(read, root['context'], '$.context'),
    limitations: readProse(read, root['limitations'], '$.limitations'),
    metrics: readMetrics(read, root['metrics']),
  };
  read.end('BIAS_PAYLOAD_MALFORMED', 'the bias report', 'mend the fields named and submit it again');
  return payload;
}

function readDigest(read: FieldReader, value: unknown, path: string): Digest {
  return read.matching(value, path, 'sha256: and 64 lower-case hex digits', isDigest);
}

function readCrossed(read: FieldReader, root: Readonly<Record<string, unknown>>) {
  const counts = readCounts(read, root);
  return { counts, marginals: readMarginals(read, root['marginals'], counts) };
}

function readHarms(read: FieldReader, json: unknown): BiasPayload['harms'] {
  const harms = read
    .list(json, '$.harms', 1, HARMS.length)
    .map((harm, i) => read.oneOf(harm, `$.harms[${i}]`, HARMS));
  noteDoubled(read, harms, (i) => `$.harms[${i}]`);
  return harms;
}

export function readProse(read: FieldReader, value: unknown, path: string): string | null {
  const isProse = (text: unknown): text is string =>
    typeof text === 'string' && text.length <= PROSE_CHARACTERS_MAX && PROSE.test(text);
  if (value === undefined) return null;
  return read.matching(value, path, `text of at most ${PROSE_CHARACTERS_MAX} characters`, isProse);
}

function readMetrics(read: FieldReader, json: unknown): BiasPayload['metrics'] {
  if (json === undefined) return {};
  const isObject = typeof json === 'object' && json !== null && !Array.isArray(json);
  const ids = isObject ? Object.keys(json).filter((id) => METRIC_ID.test(id)) : [];
  if (ids.length > METRICS_MAX) read.wrong('$.metrics', `at most ${METRICS_MAX} values`, json);
  const submitted = read.object(json, '$.metrics', [], ids.slice(0, METRICS_MAX));
  return Object.fromEntries(
    ids.map((id) => [id, read.matching(submitted[id], `$.metrics.${id}`, DECIMAL, isDecimal)]),
  );
}

function noteDoubled(read: FieldReader, names: readonly string[], pathOf: (i: number) => string): void {
  const seen = new Set<string>();
  names.forEach((name, i) => {
    if (name !== '' && seen.has(name)) read.wrong(pathOf(i), 'a name not used before', name);
    seen.add(name);
  });
}

const REQUIRED = ['dataset', 'protocol', 'attribute', 'harms'];
const OPTIONAL = [...COUNT_FIELDS, 'marginals', 'from', 'context', 'limitations', 'metrics'];
const DECIMAL = 'a decimal string, e.g. "0.25"';
const PROSE_CHARACTERS_MAX = 4000;
const METRICS_MAX = 64;
const METRIC_ID = /^[A-Za-z]{1,60}$/;
// Line breaks are prose; other control and direction characters could hide text from a reader.
const PROSE = /^(?:\P{C}|[\n\t])+$/u;
