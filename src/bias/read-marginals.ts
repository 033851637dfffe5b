import type { FieldReader } from '../evaluation/field-reader.ts';
import type { ConfusionGroup, Counts, GroupCounts, Marginal, TallyGroup } from './counts.ts';
import { NAME_CHARACTERS_MAX, readGroups } from './read-counts.ts';

/** Between the values of attributes that cross, in a cell's name. */
export const CROSS = ' × ';

/** Each attribute by itself, whose groups must be the sums of the cells in which they stand. */
export function readMarginals(read: FieldReader, json: unknown, cells: Counts): readonly Marginal[] {
  if (json === undefined) return [];
  const path = '$.marginals';
  const items = read.list(json, path, CROSSED_MIN, CROSSED_MAX);
  const marginals = items.map((item, i) => {
    const at = `${path}[${i}]`;
    const { attribute, groups } = read.object(item, at, ['attribute', 'groups']);
    return {
      attribute: read.text(attribute, `${at}.attribute`, NAME_CHARACTERS_MAX),
      counts: readGroups(read, groups, `${at}.groups`),
    };
  });
  if (cells.kind !== 'TALLY' && cells.kind !== 'CONFUSION')
    return read.wrong(path, 'groups, whose cells they sum', cells.kind, marginals);
  noteUncrossed(read, cells, marginals.length);
  marginals.forEach((marginal, i) => noteOtherSums(read, cells, marginal, i));
  return marginals;
}

function noteUncrossed(read: FieldReader, cells: GroupCounts, attributes: number): void {
  cells.groups.forEach(({ name }, i) => {
    if (name !== '' && name.split(CROSS).length !== attributes)
      read.wrong(`$.groups[${i}].name`, `${attributes} values joined by “${CROSS}”`, name);
  });
}

function noteOtherSums(read: FieldReader, cells: GroupCounts, { counts }: Marginal, place: number): void {
  const path = `$.marginals[${place}].groups`;
  if (counts.kind !== cells.kind)
    return read.wrong(path, `the counts that cells have: ${cells.kind}`, counts.kind);
  const inCells = new Set(cells.groups.map(({ name }) => name.split(CROSS)[place]));
  const unnamed = [...inCells].filter((value) => !counts.groups.some(({ name }) => name === value));
  if (unnamed.length > 0) read.wrong(path, `a group for each value of the cells: ${unnamed[0]}`, 'none');
  counts.groups.forEach((group, i) => {
    const within = cells.groups.filter(({ name }) => name.split(CROSS)[place] === group.name);
    const wrong = countsIn(group).find(([field, count]) => count !== sumOf(within, field));
    if (wrong)
      read.wrong(`${path}[${i}].${wrong[0]}`, `the sum of its cells, ${sumOf(within, wrong[0])}`, wrong[1]);
  });
}

function countsIn(group: TallyGroup | ConfusionGroup): readonly (readonly [string, number])[] {
  return Object.entries(group).filter((entry): entry is [string, number] => typeof entry[1] === 'number');
}

function sumOf(groups: readonly (TallyGroup | ConfusionGroup)[], field: string): number {
  return groups.reduce((sum, group) => sum + (new Map(countsIn(group)).get(field) ?? 0), 0);
}

const CROSSED_MIN = 2;
const CROSSED_MAX = 3;
