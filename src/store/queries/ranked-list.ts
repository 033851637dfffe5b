import type { EntityManager } from 'typeorm';
import { filterConditions, isIndexed, type CheckpointFilter, type Shelf } from './checkpoint-filter.ts';
import { SqlParameters } from './sql-text.ts';

interface Wanted {
  readonly manager: EntityManager;
  readonly filter: CheckpointFilter;
  readonly shelf: Shelf;
  readonly first: number;
  /** The list goes on after this (rank, id). */
  readonly key: readonly number[] | null;
}

type Ranked = readonly { readonly id: number; readonly rank: number }[];

/** So many of the best ranks are looked at one by one: enough where one in a hundred fits. */
const LOOKED_AT = 2000;
const LOOKED_AT_MOST = 20_000;
/** So many that fit are sorted. */
const SORTED = 10_000;

/**
 * What fits, highest rank first. No planner knows whether two frequent words occur together, so that a walk along the
 * ranks may find nothing and a list of all that fit may be endless. Each is tried only so far; where both are not
 * enough much fits, and the walk will find it.
 */
export async function rankedList(wanted: Wanted): Promise<Ranked> {
  const best = await amongTheBest(wanted, LOOKED_AT);
  if (best.length === wanted.first) return best;
  // Where some of the best fit, as many as are missing are likely to stand not far behind.
  const farther = Math.ceil((1.5 * LOOKED_AT * wanted.first) / Math.max(best.length, 1));
  if (farther <= LOOKED_AT_MOST) {
    const more = await amongTheBest(wanted, farther);
    if (more.length === wanted.first) return more;
  }
  const all = isIndexed(wanted.filter) ? await allThatFit(wanted) : null;
  return all ?? walk(wanted);
}

async function amongTheBest(wanted: Wanted, lookedAt: number): Promise<Ranked> {
  const { parts, parameters } = partsOf(wanted);
  return wanted.manager.query(
    `SELECT f.checkpoint_id AS id, f.rank
       FROM (SELECT * FROM checkpoint_facet f ${whereAll(parts.beyond)} ${BY_RANK} LIMIT ${lookedAt}) f ${parts.place}
     ${whereAll(parts.conditions)} ${BY_RANK} LIMIT ${parts.limit}`,
    parameters.values,
  );
}

/** Null where they are too many to sort. */
async function allThatFit(wanted: Wanted): Promise<Ranked | null> {
  const { parts, parameters } = partsOf(wanted);
  const fits = `SELECT f.checkpoint_id AS id, f.rank FROM checkpoint_facet f ${parts.place}
    ${whereAll([...parts.conditions, ...parts.beyond])} LIMIT ${SORTED + 1}`;
  const rows: { id: number | null; rank: number; count: number }[] = await wanted.manager.transaction(
    async (within) => {
      // By an index of the conditions, however many the planner thinks there are.
      await within.query('SET LOCAL enable_seqscan = off; SET LOCAL enable_indexscan = off');
      return within.query(
        `WITH fits AS MATERIALIZED (${fits})
         SELECT p.id, p.rank, t.count
           FROM (SELECT count(*) AS count FROM fits) t
           LEFT JOIN (SELECT * FROM fits ORDER BY rank DESC, id DESC LIMIT ${parts.limit}) p ON true
          ORDER BY p.rank DESC, p.id DESC`,
        parameters.values,
      );
    },
  );
  if ((rows[0]?.count ?? 0) > SORTED) return null;
  return rows.flatMap(({ id, rank }) => (id === null ? [] : [{ id, rank }]));
}

async function walk(wanted: Wanted): Promise<Ranked> {
  const { parts, parameters } = partsOf(wanted);
  return wanted.manager.query(
    `SELECT f.checkpoint_id AS id, f.rank FROM checkpoint_facet f ${parts.place}
     ${whereAll([...parts.conditions, ...parts.beyond])} ${BY_RANK} LIMIT ${parts.limit}`,
    parameters.values,
  );
}

const BY_RANK = 'ORDER BY f.rank DESC, f.checkpoint_id DESC';

function partsOf({ filter, shelf, first, key }: Wanted) {
  const parameters = new SqlParameters();
  const limit = parameters.add(first, 'int');
  const [rank, id] = key ?? [];
  const beyond =
    key === null
      ? []
      : [`(f.rank, f.checkpoint_id) < (${parameters.add(rank, 'int')}, ${parameters.add(id, 'bigint')})`];
  const conditions = [...filterConditions(filter, parameters, shelf), NOT_WITHDRAWN];
  const isPlaceAsked = conditions.some((condition) => /\bn\./.test(condition));
  const join = isPlaceAsked ? 'JOIN lineage_node n ON n.checkpoint_id = f.checkpoint_id' : '';
  return { parameters, parts: { limit, beyond, conditions, place: join } };
}

// Who looks around is not shown what its publisher took back; who names it is.
const NOT_WITHDRAWN = 'NOT f.is_withdrawn';

function whereAll(conditions: readonly string[]): string {
  return conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`;
}
