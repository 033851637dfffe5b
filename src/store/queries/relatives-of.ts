import type { EntityManager } from 'typeorm';
import type { EdgeKind } from '../../checkpoint/edge-kind.ts';
import type { CheckpointRecord } from '../checkpoint-repository.ts';
import type { Reference } from '../../checkpoint/reference.ts';
import { aboveOf } from './above.ts';
import { idByReference, type ReferenceQuery } from './by-reference.ts';
import { CHECKPOINT_COLUMNS, CHECKPOINT_TABLES } from './checkpoint-columns.ts';
import { filterConditions, isNarrow, type CheckpointFilter } from './checkpoint-filter.ts';
import { hotQuery } from './hot-query.ts';
import type { KeysetPage } from './keyset.ts';
import { SqlParameters } from './sql-text.ts';

export type Direction = 'ANCESTORS' | 'DESCENDANTS';

export interface RelativeRecord {
  readonly checkpoint: CheckpointRecord;
  /** The fewest edges between the two. */
  readonly depth: number;
  /** Edges that leave this relative towards the start. */
  readonly edges: readonly RelativeEdgeRecord[];
}

interface RelativeEdgeRecord {
  readonly childId: number;
  readonly parentId: number;
  readonly kind: EdgeKind;
  readonly logIndex: number | null;
}

export interface RelativesQuestion {
  readonly id: number;
  readonly direction: Direction;
  readonly filter: CheckpointFilter;
  /** Keys are (depth, id). */
  readonly page: KeysetPage;
  /** Whether the edges by which each is reached are asked for; without, all have none. */
  readonly hasEdges: boolean;
}

/** One statement a question, nearest first; backwards the nearest to the key comes first. */
export async function relativesOf(
  manager: EntityManager,
  question: RelativesQuestion,
): Promise<readonly RelativeRecord[]> {
  return ask(manager, relativesStatement(question, question.id));
}

type RelativeRow = CheckpointRecord & {
  readonly depth: number;
  readonly edgeChildId?: number | null;
  readonly edgeParentId: number;
  readonly edgeKind: EdgeKind;
  readonly edgeLogIndex: number | null;
};

export interface StartWithRelatives {
  readonly checkpoint: CheckpointRecord;
  readonly relatives: readonly RelativeRecord[];
}

/** A checkpoint by reference together with a page of its relatives, in the same one statement; null where it is none. */
export async function checkpointWithRelatives(
  manager: EntityManager,
  reference: Reference,
  question: Omit<RelativesQuestion, 'id'>,
): Promise<StartWithRelatives | null> {
  const found = await ask(manager, relativesStatement(question, idByReference(reference)));
  const start = found.find(({ depth }) => depth === 0);
  return start ? { checkpoint: start.checkpoint, relatives: found.filter(({ depth }) => depth > 0) } : null;
}

async function ask(
  manager: EntityManager,
  { name, text, values }: Statement,
): Promise<readonly RelativeRecord[]> {
  const rows = name
    ? await hotQuery<RelativeRow>(manager, name, text, values)
    : ((await manager.query(text, [...values])) as RelativeRow[]);
  return relativesFrom(rows);
}

interface Statement {
  readonly name: string | null;
  readonly text: string;
  readonly values: readonly unknown[];
}

type Asked = Omit<RelativesQuestion, 'id'>;

/** Statements without a filter have a name each, and are few: their texts are put together once. */
const texts = new Map<string, string>();

function relativesStatement(question: Asked, from: number | ReferenceQuery): Statement {
  const { key, size } = question.page;
  const name = shapeOf(question, from);
  const known = isEmpty(question.filter) ? texts.get(name) : undefined;
  if (known === undefined) return made(name, question, from);
  const start = typeof from === 'number' ? [from] : from.values;
  return { name, text: known, values: [...start, size, ...(key ?? [])] };
}

function made(shape: string, question: Asked, from: number | ReferenceQuery): Statement {
  const { isPlain, text, values } = textOf(question, from);
  if (isPlain) texts.set(shape, text);
  return { name: isPlain ? shape : null, text, values };
}

function isEmpty(filter: CheckpointFilter): boolean {
  return Object.values(filter).every((value) => value === null || value === undefined);
}

function shapeOf({ direction, page, hasEdges }: Asked, from: number | ReferenceQuery): string {
  const start = typeof from === 'number' ? 'id' : from.name;
  const place = `${page.key ? 'after' : 'first'}-${page.isBackwards ? 'back' : 'on'}`;
  return `${direction.toLowerCase()}-${start}-${place}-${hasEdges ? 'edges' : 'plain'}`;
}

/** Its values are those of the start, those of the filter, the page's size and its key. */
function textOf({ direction, filter, page, hasEdges }: Asked, from: number | ReferenceQuery) {
  const isById = typeof from === 'number';
  const parameters = new SqlParameters(isById ? [] : from.values);
  const start = isById ? parameters.add(from, 'bigint') : '(SELECT id FROM start)';
  const conditions = filterConditions(filter, parameters);
  const parts: Parts = { start, conditions, isNarrow: isNarrow(filter), ...pageParts(page, parameters) };
  const isUp = direction === 'ANCESTORS';
  const edges = hasEdges ? edgeParts(isUp, start) : NO_EDGES;
  const text = `WITH RECURSIVE ${isById ? '' : `start AS MATERIALIZED (${from.text}),`}
  ${isUp ? ancestorsPage(parts) : descendantsPage(parts)}${edges.found}
  SELECT p.depth, ${CHECKPOINT_COLUMNS}${edges.columns}
    FROM (SELECT id, depth FROM page ${isById ? '' : 'UNION ALL SELECT id, 0 FROM start'}) p
    JOIN (${CHECKPOINT_TABLES}) ON c.id = p.id
    ${edges.join}
   ORDER BY p.depth ${parts.order}, p.id ${parts.order}${edges.order}`;
  return { text, values: parameters.values, isPlain: conditions.length === 0 };
}

function edgeParts(isUp: boolean, start: string) {
  return {
    found: `,\n  edges AS MATERIALIZED (${isUp ? EDGES_DOWN(start) : EDGES_UP(start)})`,
    columns: `, e.child_id AS "edgeChildId", e.parent_id AS "edgeParentId", e.kind AS "edgeKind",
         e.log_index AS "edgeLogIndex"`,
    join: `LEFT JOIN edges e ON e.${isUp ? 'parent_id' : 'child_id'} = p.id`,
    order: ', e.child_id, e.parent_id, e.kind',
  };
}

/** Edges cost more than all else of a page, so they are read where they are asked for. */
const NO_EDGES = { found: '', columns: '', join: '', order: '' };

interface Parts {
  readonly start: string;
  readonly conditions: readonly string[];
  readonly isNarrow: boolean;
  readonly order: 'ASC' | 'DESC';
  /** A condition on (depth, id) for given names of the two; empty at an end. */
  readonly beyond: (depth: string, id: string) => readonly string[];
  readonly limit: string;
}

function pageParts({ key, size, isBackwards }: KeysetPage, parameters: SqlParameters) {
  const limit = parameters.add(size, 'int');
  const [depth, id] = key ? [parameters.add(key[0], 'bigint'), parameters.add(key[1], 'bigint')] : [];
  return {
    limit,
    order: isBackwards ? ('DESC' as const) : ('ASC' as const),
    beyond: (ownDepth: string, ownId: string) =>
      depth === undefined ? [] : [`(${ownDepth}, ${ownId}) ${isBackwards ? '<' : '>'} (${depth}, ${id})`],
  };
}

const FACETS = `JOIN checkpoint_facet f ON f.checkpoint_id = r.id JOIN lineage_node n ON n.checkpoint_id = r.id`;

function ancestorsPage(parts: Parts): string {
  return `${aboveOf(`ARRAY[${parts.start}]`)},
  page AS (
    SELECT r.id, r.depth FROM above r ${parts.conditions.length > 0 ? FACETS : ''}
     ${whereAll([...parts.conditions, ...parts.beyond('r.depth', 'r.id')])} ${tail(parts, 'r.depth', 'r.id')}
  )`;
}

// A landmark's list is in the order of the page, so the LIMIT stands inside, before any join that is not a condition.
function descendantsPage(parts: Parts): string {
  const { start, conditions } = parts;
  const landmark = `(SELECT yes FROM landmark)`;
  const facets = conditions.length > 0 ? FACETS : '';
  const listed = `
      SELECT r.id, r.depth FROM (SELECT descendant_id AS id, depth, landmark_id FROM landmark_descendant) r ${facets}
       ${whereAll([`r.landmark_id = ${start}`, landmark, ...conditions, ...parts.beyond('r.depth', 'r.id')])}
       ${tail(parts, 'r.depth', 'r.id')}`;
  return `
  landmark AS (
    SELECT coalesce((SELECT is_landmark FROM lineage_node WHERE checkpoint_id = ${start}), false) AS yes
  ),
  below(id, depth) AS (
    SELECT ${start}, 0 WHERE NOT ${landmark}
    UNION
    SELECT e.child_id, b.depth + 1 FROM below b JOIN lineage_edge e ON e.parent_id = b.id WHERE b.depth < 100
  ),
  nearest AS (SELECT id, min(depth) AS depth FROM below WHERE depth > 0 GROUP BY id),
  page AS (
    (${parts.isNarrow ? fromFacets(parts, landmark) : listed})
    UNION ALL
    (SELECT r.id, r.depth FROM nearest r ${facets}
       ${whereAll([...conditions, ...parts.beyond('r.depth', 'r.id')])} ${tail(parts, 'r.depth', 'r.id')})
  )`;
}

/** Of those that fit, the ones whose rows name the start among their ancestors. */
function fromFacets(parts: Parts, landmark: string): string {
  const depth = `n.ancestor_depths[array_position(n.ancestor_ids, ${parts.start})]`;
  return `
      SELECT n.checkpoint_id AS id, ${depth} AS depth
        FROM checkpoint_facet f JOIN lineage_node n ON n.checkpoint_id = f.checkpoint_id
       ${whereAll([
         landmark,
         `${parts.start} = ANY (n.ancestor_ids)`,
         ...parts.conditions,
         ...parts.beyond(depth, 'n.checkpoint_id'),
       ])}
       ${tail(parts, '2', '1')}`;
}

function whereAll(conditions: readonly string[]): string {
  return conditions.length === 0 ? '' : `WHERE ${conditions.join('\n       AND ')}`;
}

function tail({ order, limit }: Parts, depth: string, id: string): string {
  return `ORDER BY ${depth} ${order}, ${id} ${order} LIMIT ${limit}`;
}

// Edges into the page's checkpoints from the start and from everything between, each by its child's place in the index.
const EDGES_DOWN = (start: string) => `
    SELECT e.* FROM lineage_edge e
     WHERE e.child_id = ANY (ARRAY(SELECT id FROM above UNION ALL SELECT ${start}))
       AND e.parent_id = ANY (ARRAY(SELECT id FROM page))`;

const EDGES_UP = (start: string) => `
    SELECT e.* FROM page p JOIN lineage_edge e ON e.child_id = p.id
     WHERE e.parent_id = ${start}
        OR EXISTS (SELECT FROM lineage_node n WHERE n.checkpoint_id = e.parent_id AND ${start} = ANY (n.ancestor_ids))
        OR e.parent_id IN (SELECT id FROM nearest)`;

/** Rows that follow each other with one relative's id are its edges. */
function relativesFrom(rows: readonly RelativeRow[]): readonly RelativeRecord[] {
  const relatives: { checkpoint: CheckpointRecord; depth: number; edges: RelativeEdgeRecord[] }[] = [];
  for (const row of rows) {
    if (relatives.at(-1)?.checkpoint.id !== row.id)
      relatives.push({ checkpoint: row, depth: row.depth, edges: [] });
    if (typeof row.edgeChildId === 'number')
      relatives.at(-1)?.edges.push({
        childId: row.edgeChildId,
        parentId: row.edgeParentId,
        kind: row.edgeKind,
        logIndex: row.edgeLogIndex,
      });
  }
  return relatives;
}
