import {
  bigint,
  bigintArray,
  boolean,
  generatedId,
  integer,
  moment,
  primary,
  smallintArray,
  table,
  text,
  textArray,
  words,
} from './table.ts';

/*
 * Derived from lineage_edge and the checkpoints, and so without foreign keys: what is wrong here is computed again,
 * never asked for.
 *
 * placed    a checkpoint whose row says where it stands: its ancestors, as of the last rebuild
 * counted   what the totals of its ancestors already hold of it; it is due where that is no longer what it is
 */
export interface LineageNodeRow {
  checkpointId: number;
  /** Nearest first, then by id; `ancestorDepths` has the fewest edges to each. */
  ancestorIds: number[];
  ancestorDepths: number[];
  /** Edges on the longest way up: 0 for a root. */
  generation: number;
  childCount: number;
  descendantCount: number;
  descendantBytes: number;
  descendantDownloads: number;
  /** Whether its descendants are listed in landmark_descendant. */
  isLandmark: boolean;
  isDue: boolean;
  countedNodes: number;
  countedBytes: number;
  countedDownloads: number;
}

export const lineageNodeTable = table<LineageNodeRow>('lineage_node', {
  columns: {
    checkpointId: primary('bigint', 'lineage_node'),
    ancestorIds: bigintArray(),
    ancestorDepths: smallintArray(),
    generation: integer(),
    childCount: integer({ default: 0 }),
    descendantCount: bigint({ default: 0 }),
    descendantBytes: bigint({ default: 0 }),
    descendantDownloads: bigint({ default: 0 }),
    isLandmark: boolean({ default: () => 'false' }),
    isDue: boolean({ default: () => 'true' }),
    countedNodes: integer({ default: 0 }),
    countedBytes: bigint({ default: 0 }),
    countedDownloads: bigint({ default: 0 }),
  },
  indices: [
    { name: 'lineage_node_due', columns: ['checkpointId'], where: 'is_due' },
    {
      name: 'lineage_node_landmark_due',
      columns: ['checkpointId'],
      where: 'descendant_count >= 1000 AND NOT is_landmark',
    },
  ],
});

/** Checkpoints whose row in lineage_node may be wrong; each with everything below it once it is expanded. */
export interface LineageRebuildRow {
  checkpointId: number;
  /** What hangs on much waits a while, so that a change that is taken back at once costs nothing. */
  dueAt: Date;
  isExpanded: boolean;
  /** None of its parents is in this table. */
  isReady: boolean;
}

export const lineageRebuildTable = table<LineageRebuildRow>('lineage_rebuild', {
  columns: {
    checkpointId: primary('bigint', 'lineage_rebuild'),
    dueAt: moment({ default: () => 'now()' }),
    isExpanded: boolean({ default: () => 'false' }),
    isReady: boolean({ default: () => 'false' }),
  },
  indices: [
    { name: 'lineage_rebuild_narrow', columns: ['checkpointId'], where: 'NOT is_expanded' },
    { name: 'lineage_rebuild_ready', columns: ['checkpointId'], where: 'is_ready' },
  ],
});

/** What changes to the graph cost their contributors; only the last hour counts. */
export interface LineageChargeRow {
  id: number;
  contributorId: number;
  cost: number;
  chargedAt: Date;
}

export const lineageChargeTable = table<LineageChargeRow>('lineage_charge', {
  columns: {
    id: generatedId('lineage_charge'),
    contributorId: bigint(),
    cost: integer(),
    chargedAt: moment(),
  },
  indices: [{ name: 'lineage_charge_contributor', columns: ['contributorId', 'chargedAt'] }],
});

/** The descendants of a checkpoint that has very many, in the order of its pages. */
export interface LandmarkDescendantRow {
  landmarkId: number;
  depth: number;
  descendantId: number;
}

export const landmarkDescendantTable = table<LandmarkDescendantRow>('landmark_descendant', {
  columns: {
    landmarkId: primary('bigint', 'landmark_descendant'),
    depth: primary('smallint', 'landmark_descendant'),
    descendantId: primary('bigint', 'landmark_descendant'),
  },
});

/** What a checkpoint is found and filtered by, published and imported ones and stubs alike. */
export interface CheckpointFacetRow {
  checkpointId: number;
  name: string;
  /** In lower case. */
  owner: string | null;
  license: string | null;
  architecture: string | null;
  task: string | null;
  library: string | null;
  languages: string[];
  parameterCount: number | null;
  /** Memory that running it as stored takes, as checkpoint/resources.ts estimates it; null where that is unknown. */
  inferenceBytes: number | null;
  /** 0 to 4 for R0 to R4, -1 for RX: the best of its scores. */
  level: number | null;
  /** Of the file of its weights that the fewest have. */
  seeders: number;
  downloads: number;
  /** What search orders by, highest first. */
  rank: number;
  /** Published here, or first seen at its source. */
  shownAt: Date | null;
  /** Words and facets to match, as facet-words.ts makes them. */
  words: string;
  /** Its publisher took it back: who looks around is not shown it, and those below it still are bound by its license. */
  isWithdrawn: boolean;
}

export const checkpointFacetTable = table<CheckpointFacetRow>('checkpoint_facet', {
  columns: {
    checkpointId: primary('bigint', 'checkpoint_facet'),
    name: text(),
    owner: text({ nullable: true }),
    license: text({ nullable: true }),
    architecture: text({ nullable: true }),
    task: text({ nullable: true }),
    library: text({ nullable: true }),
    languages: textArray(),
    parameterCount: bigint({ nullable: true }),
    inferenceBytes: bigint({ nullable: true }),
    level: integer({ nullable: true }),
    seeders: integer({ default: 0 }),
    downloads: bigint({ default: 0 }),
    rank: integer(),
    shownAt: moment({ nullable: true }),
    words: words(),
    isWithdrawn: boolean({ default: () => 'false' }),
  },
  indices: [
    { name: 'checkpoint_facet_words', columns: ['words'], synchronize: false },
    { name: 'checkpoint_facet_rank', columns: ['rank', 'checkpointId'] },
    { name: 'checkpoint_facet_level', columns: ['level', 'checkpointId'], where: 'level IS NOT NULL' },
    {
      name: 'checkpoint_facet_inference',
      columns: ['inferenceBytes'],
      where: 'inference_bytes IS NOT NULL',
    },
    { name: 'checkpoint_facet_seeders', columns: ['seeders', 'checkpointId'], where: 'seeders > 0' },
  ],
});

/** Words of names, to find the one that was meant. */
export interface SearchWordRow {
  word: string;
}

export const searchWordTable = table<SearchWordRow>('search_word', {
  columns: { word: primary('text', 'search_word') },
  indices: [{ name: 'search_word_near', columns: ['word'], synchronize: false }],
});
