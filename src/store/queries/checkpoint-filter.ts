import { facetWord, searchWords, type FacetName } from '../../checkpoint/facet-words.ts';
import type { EdgeKind } from '../../checkpoint/edge-kind.ts';
import { usesOfSet, type LicenseSet } from '../../license/license-sets.ts';
import { LICENSE_USES } from '../../license/license-uses.ts';
import { isOpenWarning } from './open-warning.ts';
import type { SqlParameters } from './sql-text.ts';

type Given<Value> = Value | null | undefined;

/** What a checkpoint must be like; everything that is given must hold. */
export interface CheckpointFilter {
  readonly text?: Given<string>;
  readonly license?: Given<string>;
  readonly allows?: Given<readonly string[]>;
  /** Also by the licenses of what it was made from, as far as they are known. */
  readonly licenseSet?: Given<LicenseSet>;
  readonly kind?: Given<EdgeKind>;
  readonly architecture?: Given<string>;
  /** Declared by its card, or evaluated. */
  readonly task?: Given<string>;
  readonly library?: Given<string>;
  readonly format?: Given<string>;
  readonly language?: Given<string>;
  readonly minParameters?: Given<number>;
  readonly maxParameters?: Given<number>;
  /** Memory that it must fit into, as stored; what nothing is known of does not. */
  readonly fitsBytes?: Given<number>;
  /** 0 to 4 for R0 to R4, -1 for RX. */
  readonly minLevel?: Given<number>;
  readonly minSeeders?: Given<number>;
  readonly hasBiasWarning?: Given<boolean>;
  readonly hasRiskWarning?: Given<boolean>;
  /** What no open disparity may be reported on, such as `gender`. */
  readonly noDisparityOn?: Given<string>;
  readonly owner?: Given<string>;
  readonly shownAfter?: Given<Date>;
  readonly shownBefore?: Given<Date>;
  readonly isPublished?: Given<boolean>;
  readonly isRoot?: Given<boolean>;
  readonly isLeaf?: Given<boolean>;
}

/** A part of what fits, of which none is in another one; all together are everything. */
export interface Shelf {
  /** Where the words of a filter's text must stand; only elsewhere is not in the name, not all of them. */
  readonly text: 'ANYWHERE' | 'NAME' | 'ONLY_ELSEWHERE';
  /** How its task is known; only evaluated is not declared. */
  readonly task: 'ANYHOW' | 'DECLARED' | 'ONLY_EVALUATED';
}

const EVERYTHING: Shelf = { text: 'ANYWHERE', task: 'ANYHOW' };

/** The best shelf first: names before cards, then what a card declares before what was only evaluated. */
export function shelvesOf({ text, task }: CheckpointFilter): readonly Shelf[] {
  const texts =
    searchWords(text ?? '').length > 0 ? (['NAME', 'ONLY_ELSEWHERE'] as const) : ['ANYWHERE' as const];
  const tasks = isGiven(task) ? (['DECLARED', 'ONLY_EVALUATED'] as const) : ['ANYHOW' as const];
  return texts.flatMap((place) => tasks.map((known) => ({ text: place, task: known })));
}

/** Conditions on aliases f (checkpoint_facet) and n (lineage_node); none for an empty filter. */
export function filterConditions(
  filter: CheckpointFilter,
  parameters: SqlParameters,
  shelf: Shelf = EVERYTHING,
): readonly string[] {
  const found: string[] = [];
  const put = (condition: string) => void found.push(condition);
  const words = wordsQuery(filter, shelf);
  if (words !== null) put(`f.words @@ ${parameters.add(words, 'tsquery')}`);
  if (isGiven(filter.kind))
    put(
      `EXISTS (SELECT FROM lineage_edge k WHERE k.child_id = f.checkpoint_id AND k.kind = ${parameters.add(filter.kind, 'text')})`,
    );
  if (isGiven(filter.architecture))
    put(`f.architecture LIKE ${parameters.add(`${literal(filter.architecture)}%`, 'text')}`);
  const bound = (column: string, sign: string, value: Given<number | Date>, type: string) => {
    if (isGiven(value)) put(`f.${column} ${sign} ${parameters.add(value, type)}`);
  };
  bound('parameter_count', '>=', filter.minParameters, 'bigint');
  bound('parameter_count', '<=', filter.maxParameters, 'bigint');
  bound('inference_bytes', '<=', filter.fitsBytes, 'bigint');
  bound('level', '>=', filter.minLevel, 'int');
  bound('seeders', '>=', filter.minSeeders, 'int');
  bound('shown_at', '>=', filter.shownAfter, 'timestamptz');
  bound('shown_at', '<', filter.shownBefore, 'timestamptz');
  if (isGiven(filter.licenseSet))
    put(`NOT ${isLimitedAbove(parameters.add(limitedQuery(filter.licenseSet), 'tsquery'))}`);
  const warned = (isWanted: boolean, topic: string) => put(`${isWanted ? '' : 'NOT '}${isWarned(topic)}`);
  if (isGiven(filter.hasBiasWarning)) warned(filter.hasBiasWarning, "r.topic = 'BIAS'");
  if (isGiven(filter.hasRiskWarning)) warned(filter.hasRiskWarning, "r.topic <> 'BIAS'");
  if (isGiven(filter.noDisparityOn)) {
    const attribute = parameters.add(filter.noDisparityOn.toLowerCase(), 'text');
    warned(false, `r.topic = 'BIAS' AND ${attribute} = ANY (string_to_array(lower(r.attribute), ' × '))`);
  }
  if (isGiven(filter.isRoot)) put(`(n.generation = 0) = ${filter.isRoot}`);
  if (isGiven(filter.isLeaf))
    put(
      `${filter.isLeaf ? 'NOT ' : ''}EXISTS (SELECT FROM lineage_edge b WHERE b.parent_id = f.checkpoint_id)`,
    );
  return found;
}

/** Whether an index of checkpoint_facet other than that of ranks knows some of it. */
export function isIndexed(filter: CheckpointFilter): boolean {
  const isMeasured = [filter.minLevel, filter.fitsBytes, filter.minSeeders || null].some(isGiven);
  return isMeasured || factsQuery(filter) !== null;
}

/** Whether few checkpoints fit as a rule, so that it is better to look at those than at all relatives. */
export function isNarrow(filter: CheckpointFilter): boolean {
  return [filter.text, filter.owner, filter.minLevel, filter.minSeeders || null].some(isGiven);
}

/** A filter's words and facts in PostgreSQL's own quoting of a tsquery, or null where it names none. */
export function factsQuery(filter: CheckpointFilter): string | null {
  return wordsQuery(filter, EVERYTHING);
}

function wordsQuery(filter: CheckpointFilter, shelf: Shelf): string | null {
  const fact = (name: FacetName, value: Given<string>) =>
    isGiven(value) ? [quoted(facetWord(name, value))] : [];
  const isPublished = filter.isPublished ?? null;
  const parts = [
    ...fact('license', filter.license),
    ...(filter.allows ?? []).flatMap((use) => fact('allows', use)),
    ...(isGiven(filter.licenseSet) ? [licenseQuery(filter.licenseSet)] : []),
    ...(isGiven(filter.task) ? [taskQuery(filter.task, shelf.task)] : []),
    ...fact('library', filter.library),
    ...fact('format', filter.format),
    ...fact('language', filter.language),
    ...fact('owner', filter.owner),
    ...(isPublished === null ? [] : fact('is', isPublished ? 'published' : 'stub')),
    ...textQuery(filter.text ?? '', shelf.text),
  ];
  return parts.length === 0 ? null : parts.join(' & ');
}

function taskQuery(task: string, known: Shelf['task']): string {
  const [declared, evaluated] = [quoted(facetWord('task', task)), quoted(facetWord('evaluated', task))];
  switch (known) {
    case 'DECLARED':
      return declared;
    case 'ONLY_EVALUATED':
      return `${evaluated} & !${declared}`;
    case 'ANYHOW':
      return `(${declared} | ${evaluated})`;
  }
}

const COPYLEFT = quoted(facetWord('is', 'copyleft'));

function licenseQuery(set: LicenseSet): string {
  const uses = usesOfSet(set).map((use) => quoted(facetWord('allows', use)));
  return [...uses, ...(set === 'COPYLEFT_FREE' ? [`!${COPYLEFT}`] : [])].join(' & ');
}

/** What a license above may not be like: known here, and not of the set. */
function limitedQuery(set: LicenseSet): string {
  const isKnown = LICENSE_USES.map((use) => quoted(facetWord('allows', use))).join(' | ');
  return `(${isKnown}) & !(${licenseQuery(set)})`;
}

const TEXT_WORDS_MAX = 12;

function textQuery(text: string, place: Shelf['text']): readonly string[] {
  const words = searchWords(text).slice(0, TEXT_WORDS_MAX);
  if (words.length === 0) return [];
  const inName = allOf(words.map((word) => facetWord('name', word)));
  if (place === 'NAME') return [inName];
  return place === 'ANYWHERE' ? [allOf(words)] : [allOf(words), `!(${inName})`];
}

// The last word may be the beginning of one.
function allOf(words: readonly string[]): string {
  return words.map((word, n) => quoted(word) + (n === words.length - 1 ? ':*' : '')).join(' & ');
}

function quoted(lexeme: string): string {
  return `'${lexeme.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
}

// As the concern of its license (license/license-excess.ts): a license that is not known says nothing.
function isLimitedAbove(limited: string): string {
  return `EXISTS (
    SELECT FROM checkpoint_facet above WHERE above.checkpoint_id = ANY (n.ancestor_ids) AND above.words @@ ${limited})`;
}

// As the warnings of a checkpoint, but for its ancestors' rows instead of a walk; reports of disparities are few.
function isWarned(topic: string): string {
  return `EXISTS (
    SELECT FROM report r JOIN checkpoint rc ON rc.core_digest = r.core_digest
      JOIN checkpoint own ON own.id = f.checkpoint_id
     WHERE (rc.id = f.checkpoint_id OR rc.id = ANY (n.ancestor_ids)) AND ${topic} AND ${isOpenWarning('own.core_digest')})`;
}

function isGiven<Value>(value: Given<Value>): value is Value {
  return value !== null && value !== undefined;
}

// A stranger's % and _ mean themselves.
function literal(text: string): string {
  return text.replaceAll(/[\\%_]/g, (character) => `\\${character}`);
}
