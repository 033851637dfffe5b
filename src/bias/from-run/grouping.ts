import { isDigest, type Digest } from '../../base/digest.ts';
import type { FieldReader } from '../../evaluation/field-reader.ts';

/** Where a report's counts come from: a run's answers to each item, split as `by` says. Anybody can count them again. */
export interface FromRun {
  /** The evaluation statement's id. */
  readonly run: Digest;
  readonly by: Grouping;
}

export type Grouping =
  /** Groups of labels, for what a model serves worse is often a class. */
  | { readonly kind: 'LABELS'; readonly groups: readonly LabelGroup[]; readonly positive: null }
  /** One attribute of the dataset, or the cells of several that cross. */
  | {
      readonly kind: 'ATTRIBUTES';
      readonly attributes: readonly string[];
      /** Labels that count as the good outcome: a confusion table of each group. Null counts what is right. */
      readonly positive: readonly number[] | null;
    }
  /** Items come in pairs, the more stereotypical sentence first; the attribute tells which pairs are `stereo` and which `anti`. */
  | { readonly kind: 'PAIRS'; readonly direction: string }
  /** Questions of BBQ, whose columns are attributes of the dataset. */
  | { readonly kind: 'BBQ' };

export interface LabelGroup {
  readonly name: string;
  readonly labels: readonly number[];
}

/** A report's `from`, as schema/statement/bias-report.schema.json has it. */
export function readFromRun(read: FieldReader, json: unknown, path: string): FromRun {
  const root = read.object(json, path, ['run', 'by']);
  return {
    run: read.matching(root['run'], `${path}.run`, 'sha256: and 64 lower-case hex digits', isDigest),
    by: readGrouping(read, root['by'], `${path}.by`),
  };
}

function readGrouping(read: FieldReader, json: unknown, path: string): Grouping {
  const root = read.object(json, path, [], [...WAYS, 'positive']);
  const given = WAYS.filter((field) => root[field] !== undefined);
  if (given.length !== 1) read.wrong(path, `exactly one of ${WAYS.join(', ')}`, given.join(', '));
  if (root['positive'] !== undefined && given[0] !== 'attributes')
    read.wrong(`${path}.positive`, 'nothing, for only attributes take it', root['positive']);
  if (given[0] === 'benchmark') {
    read.oneOf(root['benchmark'], `${path}.benchmark`, ['BBQ']);
    return { kind: 'BBQ' };
  }
  if (given[0] === 'pairs')
    return { kind: 'PAIRS', direction: read.text(root['pairs'], `${path}.pairs`, NAME_MAX) };
  if (given[0] === 'labels')
    return {
      kind: 'LABELS',
      groups: readLabelGroups(read, root['labels'], `${path}.labels`),
      positive: null,
    };
  const positive = root['positive'];
  return {
    kind: 'ATTRIBUTES',
    attributes: readAttributes(read, root['attributes'], `${path}.attributes`),
    positive: positive === undefined ? null : readLabels(read, positive, `${path}.positive`),
  };
}

const WAYS = ['labels', 'attributes', 'pairs', 'benchmark'] as const;

function readLabelGroups(read: FieldReader, json: unknown, path: string): readonly LabelGroup[] {
  const groups = read.list(json, path, 2, GROUPS_MAX).map((item, i) => {
    const group = read.object(item, `${path}[${i}]`, ['name', 'labels']);
    return {
      name: read.text(group['name'], `${path}[${i}].name`, NAME_MAX),
      labels: readLabels(read, group['labels'], `${path}[${i}].labels`),
    };
  });
  const labels = groups.flatMap((group) => group.labels);
  const twice = labels.find((label, i) => labels.indexOf(label) !== i);
  if (twice !== undefined) read.wrong(path, 'each label in one group', `${twice} in two`);
  return groups;
}

function readAttributes(read: FieldReader, json: unknown, path: string): readonly string[] {
  const names = read
    .list(json, path, 1, CROSSED_MAX)
    .map((name, i) => read.text(name, `${path}[${i}]`, NAME_MAX));
  if (new Set(names).size !== names.length) read.wrong(path, 'different attributes', names.join(', '));
  return names;
}

function readLabels(read: FieldReader, json: unknown, path: string): readonly number[] {
  return read
    .list(json, path, 1, LABEL_MAX + 1)
    .map((label, i) => read.integer(label, `${path}[${i}]`, 0, LABEL_MAX));
}

const NAME_MAX = 100;
const GROUPS_MAX = 200;
// Cells of four attributes hold too few items of any dataset to compare.
const CROSSED_MAX = 3;
// 255 stands for no class.
const LABEL_MAX = 254;
