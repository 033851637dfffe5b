import { isDigest, type Digest } from '../base/digest.ts';
import { isDecimal } from '../evaluation/decimal.ts';
import { FieldReader } from '../evaluation/field-reader.ts';
import { HARMS, type BiasPayload, type ConfusionGroup, type Counts, type TallyGroup } from './counts.ts';

/** Lets plain JSON in as a bias report's counts, or refuses it with `BIAS_PAYLOAD_MALFORMED` and every wrong field. */
export function parseBiasPayload(json: unknown): BiasPayload {
  const read = new FieldReader();
  const root = read.object(json, '$', REQUIRED, OPTIONAL);
  const payload: BiasPayload = {
    dataset: readDigest(read, root['dataset'], '$.dataset'),
    protocol: readDigest(read, root['protocol'], '$.protocol'),
    attribute: read.text(root['attribute'], '$.attribute', NAME_CHARACTERS_MAX),
    harms: readHarms(read, root['harms']),
    counts: readCounts(read, root['groups']),
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

function readHarms(read: FieldReader, json: unknown): BiasPayload['harms'] {
  const harms = read
    .list(json, '$.harms', 1, HARMS.length)
    .map((harm, i) => read.oneOf(harm, `$.harms[${i}]`, HARMS));
  noteDoubled(read, harms, (i) => `$.harms[${i}]`);
  return harms;
}

/** All groups carry the same kind of counts; the first one says which. */
function readCounts(read: FieldReader, json: unknown): Counts {
  const items = read.list(json, '$.groups', GROUPS_MIN, GROUPS_MAX);
  const isConfusion = typeof items[0] === 'object' && items[0] !== null && 'tp' in items[0];
  const counts: Counts = isConfusion
    ? { kind: 'CONFUSION', groups: items.map((item, i) => readConfusion(read, item, `$.groups[${i}]`)) }
    : { kind: 'TALLY', groups: items.map((item, i) => readTally(read, item, `$.groups[${i}]`)) };
  noteDoubled(
    read,
    counts.groups.map(({ name }) => name),
    (i) => `$.groups[${i}].name`,
  );
  noteUncountable(read, counts);
  return counts;
}

function readConfusion(read: FieldReader, json: unknown, path: string): ConfusionGroup {
  const group = read.object(json, path, ['name', 'tp', 'fp', 'tn', 'fn']);
  const count = (key: string) => read.integer(group[key], `${path}.${key}`, 0);
  const name = read.text(group['name'], `${path}.name`, NAME_CHARACTERS_MAX);
  return { name, tp: count('tp'), fp: count('fp'), tn: count('tn'), fn: count('fn') };
}

function readTally(read: FieldReader, json: unknown, path: string): TallyGroup {
  const group = read.object(json, path, ['name', 'k', 'n']);
  const name = read.text(group['name'], `${path}.name`, NAME_CHARACTERS_MAX);
  const n = read.integer(group['n'], `${path}.n`, 0);
  const k = read.integer(group['k'], `${path}.k`, 0);
  if (k > n) read.wrong(`${path}.k`, `at most n = ${n}`, k);
  return { name, k, n };
}

function readProse(read: FieldReader, value: unknown, path: string): string | null {
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

/** Sums of counts must stay exact integers, or every rate below is rounded. */
function noteUncountable(read: FieldReader, counts: Counts): void {
  const sizes =
    counts.kind === 'TALLY'
      ? counts.groups.map(({ n }) => n)
      : counts.groups.map(({ tp, fp, tn, fn }) => tp + fp + tn + fn);
  const total = sizes.reduce((sum, size) => sum + size, 0);
  if (!Number.isSafeInteger(total)) read.wrong('$.groups', 'counts that sum to at most 2^53 − 1', total);
}

const REQUIRED = ['dataset', 'protocol', 'attribute', 'harms', 'groups'];
const OPTIONAL = ['context', 'limitations', 'metrics'];
const DECIMAL = 'a decimal string, e.g. "0.25"';
const GROUPS_MIN = 2;
// Country codes are about 250, and groups that small are better joined: the pairs compared grow with the square.
const GROUPS_MAX = 200;
const NAME_CHARACTERS_MAX = 100;
const PROSE_CHARACTERS_MAX = 4000;
const METRICS_MAX = 64;
const METRIC_ID = /^[A-Za-z]{1,60}$/;
// Line breaks are prose; other control and direction characters could hide text from a reader.
const PROSE = /^(?:\P{C}|[\n\t])+$/u;
