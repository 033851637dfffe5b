import { isDecimal, parseDecimal } from '../evaluation/decimal.ts';
import type { FieldReader } from '../evaluation/field-reader.ts';
import type {
  BenchmarkCounts,
  ConfusionGroup,
  Counts,
  GroupCounts,
  ScoreCounts,
  TallyGroup,
} from './counts.ts';
import type { Proportion } from '../evaluation/statistics/proportion.ts';
import { againstOf, itemsOf, type BbqTally } from './metrics/bbq.ts';

/** The fields that hold counts; a report has exactly one of them. */
export const COUNT_FIELDS = ['groups', 'scores', 'bbq', 'crowsPairs', 'stereoset', 'weat'] as const;
type CountField = (typeof COUNT_FIELDS)[number];

/** Whichever counts a report's JSON has. */
export function readCounts(read: FieldReader, root: Readonly<Record<string, unknown>>): Counts {
  const given = COUNT_FIELDS.filter((field) => root[field] !== undefined);
  const [field = 'groups'] = given;
  if (given.length !== 1)
    read.wrong(`$.${given[1] ?? 'groups'}`, `exactly one of ${COUNT_FIELDS.join(', ')}`, given.join(', '));
  return READERS[field](read, root[field], `$.${field}`);
}

const READERS: Readonly<Record<CountField, (read: FieldReader, json: unknown, path: string) => Counts>> = {
  groups: readGroups,
  scores: readScores,
  bbq: readBbq,
  crowsPairs: readCrowsPairs,
  stereoset: readStereoset,
  weat: readWeat,
};

/** All groups carry the same kind of counts; the first one says which. */
export function readGroups(read: FieldReader, json: unknown, path: string): GroupCounts {
  const items = read.list(json, path, GROUPS_MIN, GROUPS_MAX);
  const isConfusion = typeof items[0] === 'object' && items[0] !== null && 'tp' in items[0];
  const counts: GroupCounts = isConfusion
    ? { kind: 'CONFUSION', groups: items.map((item, i) => readConfusion(read, item, `${path}[${i}]`)) }
    : { kind: 'TALLY', groups: items.map((item, i) => readTally(read, item, `${path}[${i}]`)) };
  noteDoubled(read, counts.groups, path);
  const sizes =
    counts.kind === 'TALLY'
      ? counts.groups.map(({ n }) => n)
      : counts.groups.map(({ tp, fp, tn, fn }) => tp + fp + tn + fn);
  noteUncountable(read, sizes, path);
  return counts;
}

function readConfusion(read: FieldReader, json: unknown, path: string): ConfusionGroup {
  const group = read.object(json, path, ['name', 'tp', 'fp', 'tn', 'fn']);
  const count = (key: string) => read.integer(group[key], `${path}.${key}`, 0);
  return {
    name: readName(read, group, path),
    tp: count('tp'),
    fp: count('fp'),
    tn: count('tn'),
    fn: count('fn'),
  };
}

function readTally(read: FieldReader, json: unknown, path: string): TallyGroup {
  const group = read.object(json, path, ['name', 'k', 'n']);
  const n = read.integer(group['n'], `${path}.n`, 0);
  const k = read.integer(group['k'], `${path}.k`, 0);
  if (k > n) read.wrong(`${path}.k`, `at most n = ${n}`, k);
  return { name: readName(read, group, path), k, n };
}

/** The same bins for every group, or their scores could not be compared. */
function readScores(read: FieldReader, json: unknown, path: string): ScoreCounts {
  const items = read.list(json, path, GROUPS_MIN, GROUPS_MAX);
  const groups = items.map((item, i) => {
    const at = `${path}[${i}]`;
    const group = read.object(item, at, ['name', 'positives', 'negatives']);
    const bins = (key: 'positives' | 'negatives') =>
      read
        .list(group[key], `${at}.${key}`, BINS_MIN, BINS_MAX)
        .map((count, bin) => read.integer(count, `${at}.${key}[${bin}]`, 0));
    return { name: readName(read, group, at), positives: bins('positives'), negatives: bins('negatives') };
  });
  const bins = groups[0]?.positives.length ?? 0;
  groups.forEach(({ positives, negatives }, i) => {
    if (positives.length === bins && negatives.length === bins) return;
    read.wrong(
      `${path}[${i}]`,
      `${bins} bins, as in the first group`,
      `${positives.length}, ${negatives.length}`,
    );
  });
  noteDoubled(read, groups, path);
  noteUncountable(
    read,
    groups.flatMap(({ positives, negatives }) => [...positives, ...negatives]),
    path,
  );
  return { kind: 'SCORES', groups };
}

function readBbq(read: FieldReader, json: unknown, path: string): BenchmarkCounts {
  const root = read.object(json, path, ['ambiguous', 'disambiguated'], ['aligned']);
  const ambiguous = readBbqTally(read, root['ambiguous'], `${path}.ambiguous`);
  // An ambiguous question has no other right answer than UNKNOWN.
  if (ambiguous.correct !== ambiguous.unknown)
    read.wrong(`${path}.ambiguous.correct`, `unknown = ${ambiguous.unknown}`, ambiguous.correct);
  const disambiguated = readBbqTally(read, root['disambiguated'], `${path}.disambiguated`);
  const aligned =
    root['aligned'] === undefined
      ? null
      : readAligned(read, root['aligned'], `${path}.aligned`, disambiguated);
  return { kind: 'BBQ', ambiguous, disambiguated, aligned };
}

/** Neither side can hold more than all, nor more right answers than questions. */
function readAligned(read: FieldReader, json: unknown, path: string, disambiguated: BbqTally): Proportion {
  const { k, n } = read.object(json, path, ['k', 'n']);
  const all = read.integer(n, `${path}.n`, 0, itemsOf(disambiguated));
  const aligned = { k: read.integer(k, `${path}.k`, 0, Math.min(all, disambiguated.correct)), n: all };
  const against = againstOf(disambiguated, aligned);
  if (against.k > against.n)
    read.wrong(`${path}.k`, `at least ${disambiguated.correct - against.n} of ${disambiguated.correct}`, k);
  return aligned;
}

const BBQ_FIELDS = ['correct', 'unknown', 'negStereo', 'negOther', 'nonnegStereo', 'nonnegOther'] as const;

function readBbqTally(read: FieldReader, json: unknown, path: string): BbqTally {
  const tally = readTallyOf(read, json, path, BBQ_FIELDS);
  const all = tally.unknown + tally.negStereo + tally.negOther + tally.nonnegStereo + tally.nonnegOther;
  if (tally.correct > all) read.wrong(`${path}.correct`, `at most the ${all} answers`, tally.correct);
  return tally;
}

function readCrowsPairs(read: FieldReader, json: unknown, path: string): BenchmarkCounts {
  const fields = ['stereoPairs', 'stereoHits', 'antiPairs', 'antiHits', 'neutral'] as const;
  const tally = readTallyOf(read, json, path, fields);
  for (const label of ['stereo', 'anti'] as const) {
    const [hits, pairs] = [tally[`${label}Hits`], tally[`${label}Pairs`]];
    if (hits > pairs) read.wrong(`${path}.${label}Hits`, `at most ${label}Pairs = ${pairs}`, hits);
  }
  return { kind: 'CROWS_PAIRS', tally };
}

function readStereoset(read: FieldReader, json: unknown, path: string): BenchmarkCounts {
  const terms = read.list(json, path, 1, TERMS_MAX).map((item, i) => {
    const at = `${path}[${i}]`;
    const term = read.object(item, at, ['name', 'pro', 'total', 'related']);
    const count = (key: string) => read.integer(term[key], `${at}.${key}`, 0);
    const counted = { pro: count('pro'), total: count('total'), related: count('related') };
    if (counted.pro > counted.total) read.wrong(`${at}.pro`, `at most total = ${counted.total}`, counted.pro);
    if (counted.related > 2 * counted.total)
      read.wrong(`${at}.related`, `at most 2·total = ${2 * counted.total}`, counted.related);
    return { name: readName(read, term, at), ...counted };
  });
  noteDoubled(read, terms, path);
  noteUncountable(
    read,
    terms.map(({ total }) => 2 * total),
    path,
  );
  return { kind: 'STEREOSET', terms };
}

function readWeat(read: FieldReader, json: unknown, path: string): BenchmarkCounts {
  const root = read.object(json, path, ['x', 'y']);
  const values = (key: 'x' | 'y') =>
    read.list(root[key], `${path}.${key}`, 2, WORDS_MAX).map((text, i) => {
      const decimal = read.matching(text, `${path}.${key}[${i}]`, 'a decimal string, −2 to 2', isAssociation);
      return isAssociation(decimal) ? parseDecimal(decimal).value : 0;
    });
  return { kind: 'WEAT', associations: { x: values('x'), y: values('y') } };
}

function isAssociation(value: unknown): value is string {
  return isDecimal(value) && Math.abs(parseDecimal(value).value) <= 2;
}

function readTallyOf<const Field extends string>(
  read: FieldReader,
  json: unknown,
  path: string,
  fields: readonly Field[],
): Readonly<Record<Field, number>> {
  const object = read.object(json, path, fields);
  const entries = fields.map((field) => [field, read.integer(object[field], `${path}.${field}`, 0)] as const);
  noteUncountable(
    read,
    entries.map(([, count]) => count),
    path,
  );
  return Object.fromEntries(entries) as Record<Field, number>;
}

function readName(read: FieldReader, object: Readonly<Record<string, unknown>>, path: string): string {
  return read.text(object['name'], `${path}.name`, NAME_CHARACTERS_MAX);
}

function noteDoubled(read: FieldReader, named: readonly { readonly name: string }[], path: string): void {
  const seen = new Set<string>();
  named.forEach(({ name }, i) => {
    if (name !== '' && seen.has(name)) read.wrong(`${path}[${i}].name`, 'a name not used before', name);
    seen.add(name);
  });
}

/** Sums of counts must stay exact integers, or every rate below is rounded. */
function noteUncountable(read: FieldReader, counts: readonly number[], path: string): void {
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (!Number.isSafeInteger(total)) read.wrong(path, 'counts that sum to at most 2^53 − 1', total);
}

const GROUPS_MIN = 2;
// Country codes are about 250, and groups that small are better joined: the pairs compared grow with the square.
const GROUPS_MAX = 200;
const BINS_MIN = 2;
const BINS_MAX = 1000;
// StereoSet has 321 target terms.
const TERMS_MAX = 1000;
const WORDS_MAX = 100;
export const NAME_CHARACTERS_MAX = 100;
