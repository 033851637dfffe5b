import type { EdgeKind } from '../../checkpoint/edge-kind.ts';
import type { ImportCode } from '../../import/import-problem.ts';
import type { ImportedFacts, ImportPlace } from '../../import/imported-model.ts';
import { bigint, bytea, boolean, jsonb, moment, primary, table, text } from './table.ts';

/**
 * What a source says of a model: somebody else's unsigned claims, on a stub. Written with its stub, which nothing deletes,
 * and so, as all that a listing says, without a foreign key: to check it costs more than to write an index.
 */
export interface ImportedModelRow {
  checkpointId: number;
  facts: ImportedFacts;
  /** Over facts and parents as read, to tell an equal row from a changed one. */
  factsDigest: Buffer;
  /** The last crawl that said it. */
  crawledAt: Date;
  /** The crawl of the first whole listing without it. */
  goneSince: Date | null;
}

export const importedModelTable = table<ImportedModelRow>('imported_model', {
  columns: {
    checkpointId: primary('bigint', 'imported_model'),
    facts: jsonb(),
    factsDigest: bytea(),
    crawledAt: moment(),
    goneSince: moment({ nullable: true }),
  },
});

/** What it said before: the facts that a later crawl changed, with the crawl that had said them. */
export interface ImportedModelHistoryRow {
  checkpointId: number;
  crawledAt: Date;
  said: ImportedFacts;
}

export const importedModelHistoryTable = table<ImportedModelHistoryRow>('imported_model_history', {
  columns: {
    checkpointId: primary('bigint', 'imported_model_history'),
    crawledAt: primary('timestamptz', 'imported_model_history'),
    said: jsonb(),
  },
  references: [{ columns: ['checkpointId'], table: 'imported_model', keys: ['checkpointId'] }],
});

/**
 * sha256 of a file that a source lists: it names files on disks, and shows which published checkpoint a stub is. Written
 * with its model and never alone, several to a model: a foreign key would cost as much as the rows.
 */
export interface ImportedDigestRow {
  checkpointId: number;
  digest: Buffer;
  isWeights: boolean;
}

export const importedDigestTable = table<ImportedDigestRow>('imported_digest', {
  columns: {
    checkpointId: primary('bigint', 'imported_digest'),
    digest: primary('bytea', 'imported_digest'),
    isWeights: boolean(),
  },
  indices: [{ name: 'imported_digest_value', columns: ['digest'] }],
});

/**
 * Who said an edge, and where; between the stubs as named, whatever they were merged into since. Written with its stubs,
 * which are never deleted: foreign keys would cost a tenth of an import.
 */
export interface ImportedEdgeRow {
  childId: number;
  parentId: number;
  kind: EdgeKind;
  place: ImportPlace;
  crawledAt: Date;
  /** The crawl of the first row that no longer says it. */
  goneSince: Date | null;
  /** Why it is not in the graph, where it would close a cycle. */
  refused: ImportCode | null;
}

export const importedEdgeTable = table<ImportedEdgeRow>('imported_edge', {
  columns: {
    childId: primary('bigint', 'imported_edge'),
    parentId: primary('bigint', 'imported_edge'),
    kind: primary('text', 'imported_edge'),
    place: primary('text', 'imported_edge'),
    crawledAt: moment(),
    goneSince: moment({ nullable: true }),
    refused: text({ nullable: true }),
  },
  indices: [{ name: 'imported_edge_refused', columns: ['childId'], where: 'refused IS NOT NULL' }],
});

/** How far an import got; gone when it is done. */
export interface ImportPositionRow {
  /** A digest over the files and options of the command. */
  key: string;
  file: number;
  line: number;
  reportBytes: number;
  counts: Readonly<Record<string, number>>;
}

export const importPositionTable = table<ImportPositionRow>('import_position', {
  columns: {
    key: primary('text', 'import_position'),
    file: bigint(),
    line: bigint(),
    reportBytes: bigint(),
    counts: jsonb(),
  },
});

/** What a whole listing has named so far. */
export interface ImportListingRow {
  key: string;
  checkpointId: number;
}

export const importListingTable = table<ImportListingRow>('import_listing', {
  columns: { key: primary('text', 'import_listing'), checkpointId: primary('bigint', 'import_listing') },
});
