import type { ArtifactRole } from '../../checkpoint/artifact.ts';
import type { ArtifactState } from '../../checkpoint/inspection.ts';
import type { Manifest } from '../../checkpoint/manifest.ts';
import type { DatasetEdgeKind } from '../../checkpoint/dataset-name.ts';
import type { DatasetKind } from '../../checkpoint/dataset.ts';
import type { EdgeKind } from '../../checkpoint/edge-kind.ts';
import type { ImportedFacts } from '../../import/imported-model.ts';
import type { MemoryEstimate } from '../../checkpoint/resources.ts';
import { bigint, bytea, generatedId, integer, jsonb, moment, primary, table, text } from './table.ts';

export interface ModelRow {
  id: number;
  ownerId: number;
  name: string;
  nameKey: string;
  createdAt: Date;
}

export const modelTable = table<ModelRow>('model', {
  columns: {
    id: generatedId('model'),
    ownerId: bigint(),
    name: text(),
    nameKey: text(),
    createdAt: moment(),
  },
  references: [{ columns: ['ownerId'], table: 'contributor', keys: ['id'] }],
  indices: [
    { name: 'model_name_key', columns: ['nameKey'], unique: true },
    { name: 'model_owner', columns: ['ownerId'] },
  ],
});

/** Of a card's facts those that a checkpoint is found by, and the words its text begins with. */
export type CardFacts = Pick<ImportedFacts, 'task' | 'library' | 'languages' | 'tags'> & {
  readonly words?: readonly string[];
};

export interface CheckpointRow {
  id: number;
  digest: string | null;
  /** `source:name` of a stub; null once published here. */
  stubName: string | null;
  modelId: number | null;
  /** The revision it was first published as, for its display name. */
  revision: string | null;
  coreDigest: string | null;
  weightsIdentity: string | null;
  license: string | null;
  manifest: Manifest | null;
  architecture: string | null;
  parameterCount: number | null;
  sizeBytes: number;
  /** Peak memory by use and precision; null without weights. */
  resources: readonly MemoryEstimate[] | null;
  /** What its card declares; null for stubs, and until the card was read. */
  cardFacts: CardFacts | null;
  state: ArtifactState | null;
  /** A mark of the publisher's machine; runs from it are the publisher's own group. */
  publisherHost: string | null;
  /** The safetensors that this hub made of its legacy weights. */
  conversionId: number | null;
  /** The published checkpoint that this stub turned out to be; its name and id mean that one. */
  mergedIntoId: number | null;
  publishedBy: number | null;
  logIndex: number | null;
  createdAt: Date;
}

export const checkpointTable = table<CheckpointRow>('checkpoint', {
  columns: {
    id: generatedId('checkpoint'),
    digest: text({ nullable: true }),
    stubName: text({ nullable: true }),
    modelId: bigint({ nullable: true }),
    revision: text({ nullable: true }),
    coreDigest: text({ nullable: true }),
    weightsIdentity: text({ nullable: true }),
    license: text({ nullable: true }),
    manifest: jsonb({ nullable: true }),
    architecture: text({ nullable: true }),
    parameterCount: bigint({ nullable: true }),
    sizeBytes: bigint(),
    resources: jsonb({ nullable: true }),
    cardFacts: jsonb({ nullable: true }),
    state: text({ nullable: true }),
    publisherHost: text({ nullable: true }),
    conversionId: bigint({ nullable: true }),
    mergedIntoId: bigint({ nullable: true }),
    publishedBy: bigint({ nullable: true }),
    logIndex: bigint({ nullable: true }),
    createdAt: moment(),
  },
  references: [
    { columns: ['modelId'], table: 'model', keys: ['id'] },
    { columns: ['conversionId'], table: 'checkpoint', keys: ['id'] },
    { columns: ['mergedIntoId'], table: 'checkpoint', keys: ['id'] },
    { columns: ['publishedBy'], table: 'contributor', keys: ['id'] },
    { columns: ['logIndex'], table: 'statement', keys: ['logIndex'] },
  ],
  indices: [
    { name: 'checkpoint_digest', columns: ['digest'], unique: true, where: 'digest IS NOT NULL' },
    { name: 'checkpoint_stub_name', columns: ['stubName'], unique: true },
    { name: 'checkpoint_core', columns: ['coreDigest'], where: 'core_digest IS NOT NULL' },
    { name: 'checkpoint_weights', columns: ['weightsIdentity'], where: 'weights_identity IS NOT NULL' },
    { name: 'checkpoint_conversion', columns: ['conversionId'], where: 'conversion_id IS NOT NULL' },
    {
      name: 'checkpoint_unconverted',
      columns: ['id'],
      where: "state = 'VERIFIED_LEGACY' AND conversion_id IS NULL",
    },
    {
      name: 'checkpoint_card_unread',
      columns: ['id'],
      where: 'digest IS NOT NULL AND card_facts IS NULL',
    },
    { name: 'checkpoint_merged', columns: ['mergedIntoId'], where: 'merged_into_id IS NOT NULL' },
    { name: 'checkpoint_model', columns: ['modelId'], where: 'model_id IS NOT NULL' },
  ],
});

/** A torrent of several files of a checkpoint, as its publisher asked for it. */
export interface ReleaseTorrentRow {
  checkpointId: number;
  /** The folder's name: `owner-model-revision`. */
  name: string;
  /** What was offerable when it was asked for, in the order of the manifest. */
  files: readonly ReleaseTorrentFile[];
  /** Null until the pieces are hashed. */
  pieceHashes: Buffer | null;
  infohash: string | null;
  createdAt: Date;
}

export interface ReleaseTorrentFile {
  readonly path: string;
  readonly digest: string;
  readonly sizeBytes: number;
}

export const releaseTorrentTable = table<ReleaseTorrentRow>('release_torrent', {
  columns: {
    checkpointId: primary('bigint', 'release_torrent'),
    name: text(),
    files: jsonb(),
    pieceHashes: bytea({ nullable: true }),
    infohash: text({ nullable: true }),
    createdAt: moment(),
  },
  references: [{ columns: ['checkpointId'], table: 'checkpoint', keys: ['id'] }],
  indices: [
    // Not unique: two checkpoints of one name may have the same files.
    { name: 'release_torrent_infohash', columns: ['infohash'] },
    { name: 'release_torrent_unhashed', columns: ['createdAt'], where: 'infohash IS NULL' },
  ],
});

export interface CheckpointArtifactRow {
  checkpointId: number;
  path: string;
  position: number;
  role: ArtifactRole;
  digest: string;
  /** What the bytes are under this name, beside these other files: the same bytes may be data here and a program there. */
  state: ArtifactState;
}

export const checkpointArtifactTable = table<CheckpointArtifactRow>('checkpoint_artifact', {
  columns: {
    checkpointId: primary('bigint', 'checkpoint_artifact'),
    path: primary('text', 'checkpoint_artifact'),
    position: integer(),
    role: text(),
    digest: text(),
    state: text(),
  },
  references: [
    { columns: ['checkpointId'], table: 'checkpoint', keys: ['id'] },
    { columns: ['digest'], table: 'artifact', keys: ['digest'] },
  ],
  indices: [{ name: 'checkpoint_artifact_digest', columns: ['digest'] }],
});

export interface RevisionRow {
  modelId: number;
  name: string;
  checkpointId: number;
  logIndex: number;
}

export const revisionTable = table<RevisionRow>('revision', {
  columns: {
    modelId: primary('bigint', 'revision'),
    name: primary('text', 'revision'),
    checkpointId: bigint(),
    logIndex: bigint(),
  },
  references: [
    { columns: ['modelId'], table: 'model', keys: ['id'] },
    { columns: ['checkpointId'], table: 'checkpoint', keys: ['id'] },
    { columns: ['logIndex'], table: 'statement', keys: ['logIndex'] },
  ],
});

/** Every move of a revision; `revision` has the last of each name. */
export const revisionMoveTable = table<RevisionRow>('revision_move', {
  columns: {
    modelId: primary('bigint', 'revision_move'),
    logIndex: primary('bigint', 'revision_move'),
    name: text(),
    checkpointId: bigint(),
  },
  references: [
    { columns: ['modelId'], table: 'model', keys: ['id'] },
    { columns: ['checkpointId'], table: 'checkpoint', keys: ['id'] },
    { columns: ['logIndex'], table: 'statement', keys: ['logIndex'] },
  ],
});

export interface LineageEdgeRow {
  childId: number;
  parentId: number;
  kind: EdgeKind;
  logIndex: number | null;
}

export const lineageEdgeTable = table<LineageEdgeRow>('lineage_edge', {
  columns: {
    childId: primary('bigint', 'lineage_edge'),
    parentId: primary('bigint', 'lineage_edge'),
    kind: primary('text', 'lineage_edge'),
    logIndex: bigint({ nullable: true }),
  },
  references: [
    { columns: ['childId'], table: 'checkpoint', keys: ['id'] },
    { columns: ['parentId'], table: 'checkpoint', keys: ['id'] },
    { columns: ['logIndex'], table: 'statement', keys: ['logIndex'] },
  ],
  indices: [{ name: 'lineage_edge_parent', columns: ['parentId', 'childId'] }],
});

export interface DatasetRow {
  id: number;
  name: string;
  nameKey: string;
  digest: string;
  license: string;
  path: string;
  itemCount: number;
  kind: DatasetKind;
  /** Dims of one item, as its tensor has them. */
  shape: number[];
  /** Tensors of what is right, beside the labels. */
  answers: string[];
  /** Tokens of a sequence; null for other kinds. */
  tokenLength: number | null;
  labelCounts: { label: string; count: number }[];
  /** What its items differ in beside their label. */
  attributes: { name: string; values: { name: string; count: number }[] }[];
  /** Whose the items are and on what ground they may be used, in the publisher's words. */
  rights: string | null;
  /** What its publisher knows it can't tell. */
  limitations: string | null;
  publishedBy: number;
  logIndex: number;
  /** The statement by which its publisher took it back. */
  withdrawalLogIndex: number | null;
}

export const datasetTable = table<DatasetRow>('dataset', {
  columns: {
    id: generatedId('dataset'),
    name: text(),
    nameKey: text(),
    digest: text(),
    license: text(),
    path: text(),
    itemCount: bigint(),
    kind: text({ default: () => "'IMAGES'" }),
    shape: jsonb({ default: () => "'[]'" }),
    answers: jsonb({ default: () => "'[]'" }),
    tokenLength: integer({ nullable: true }),
    labelCounts: jsonb(),
    attributes: jsonb({ default: () => "'[]'" }),
    rights: text({ nullable: true }),
    limitations: text({ nullable: true }),
    publishedBy: bigint(),
    logIndex: bigint(),
    withdrawalLogIndex: bigint({ nullable: true }),
  },
  references: [
    { columns: ['digest'], table: 'artifact', keys: ['digest'] },
    { columns: ['publishedBy'], table: 'contributor', keys: ['id'] },
    { columns: ['logIndex'], table: 'statement', keys: ['logIndex'] },
    { columns: ['withdrawalLogIndex'], table: 'statement', keys: ['logIndex'] },
  ],
  indices: [
    { name: 'dataset_withdrawn', columns: ['id'], where: 'withdrawal_log_index IS NOT NULL' },
    { name: 'dataset_digest', columns: ['digest'], unique: true },
    { name: 'dataset_name_key', columns: ['nameKey'] },
  ],
});

/** A dataset as the graph knows it: by its name here, in lower case, or by one of another place. */
export interface DatasetNodeRow {
  id: number;
  name: string;
}

export const datasetNodeTable = table<DatasetNodeRow>('dataset_node', {
  columns: { id: generatedId('dataset_node'), name: text() },
  indices: [{ name: 'dataset_node_name', columns: ['name'], unique: true }],
});

export interface DatasetEdgeRow {
  datasetNodeId: number;
  checkpointId: number;
  kind: DatasetEdgeKind;
  /** Null where another place says so. */
  logIndex: number | null;
}

export const datasetEdgeTable = table<DatasetEdgeRow>('dataset_edge', {
  columns: {
    datasetNodeId: primary('bigint', 'dataset_edge'),
    checkpointId: primary('bigint', 'dataset_edge'),
    kind: primary('text', 'dataset_edge'),
    logIndex: bigint({ nullable: true }),
  },
  // Neither end is ever deleted, and an import writes an edge for nearly every row: keys of the ends cost more than the edge.
  references: [{ columns: ['logIndex'], table: 'statement', keys: ['logIndex'] }],
  indices: [{ name: 'dataset_edge_checkpoint', columns: ['checkpointId'] }],
});
