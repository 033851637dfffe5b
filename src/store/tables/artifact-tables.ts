import type { OtherDigestKind } from '../../checkpoint/digest-kind.ts';
import type { ArtifactState, Inspection } from '../../checkpoint/inspection.ts';
import type { Spectrum } from '../../checkpoint/statistics/spectrum.ts';
import type { TensorStatistics } from '../../checkpoint/statistics/tensor-statistics.ts';
import {
  bigint,
  bigintArray,
  boolean,
  bytea,
  integer,
  jsonb,
  moment,
  primary,
  table,
  text,
} from './table.ts';

export interface ArtifactRow {
  digest: string;
  sizeBytes: number;
  /** The name under which it was inspected; text and code are told apart by it. */
  path: string;
  format: string;
  state: ArtifactState;
  /** What the readers found, but for the tensors, which have rows of their own. */
  inspection: StoredInspection;
  inspectorVersion: string;
  weightsIdentity: string | null;
  tensorCount: number;
  /** Null where the bytes travel by HTTP alone. */
  infohash: string | null;
  pieceHashes: Buffer;
  /** sha256 of each block of `blockGrid`, 32 bytes each; null where the inspection was stopped. */
  blockDigests: Buffer | null;
  /** Whether its names in other systems have been computed. */
  isNamed: boolean;
  /** The statement by which a steward let a quarantined file go. */
  releaseLogIndex: number | null;
  createdAt: Date;
}

export type StoredInspection = Omit<Inspection, 'tensors'>;

export const artifactTable = table<ArtifactRow>('artifact', {
  columns: {
    digest: primary('text', 'artifact'),
    sizeBytes: bigint(),
    path: text(),
    format: text(),
    state: text(),
    inspection: jsonb(),
    inspectorVersion: text(),
    weightsIdentity: text({ nullable: true }),
    tensorCount: integer(),
    infohash: text({ nullable: true }),
    pieceHashes: bytea(),
    blockDigests: bytea({ nullable: true }),
    isNamed: boolean(),
    releaseLogIndex: bigint({ nullable: true }),
    createdAt: moment(),
  },
  references: [{ columns: ['releaseLogIndex'], table: 'statement', keys: ['logIndex'] }],
  indices: [
    { name: 'artifact_infohash', columns: ['infohash'], unique: true },
    { name: 'artifact_inspector_version', columns: ['inspectorVersion'] },
    { name: 'artifact_unnamed', columns: ['createdAt'], where: 'NOT is_named' },
  ],
});

/** A name for the same bytes in somebody else's system. */
export interface ArtifactDigestRow {
  kind: OtherDigestKind;
  value: string;
  digest: string;
}

export const artifactDigestTable = table<ArtifactDigestRow>('artifact_digest', {
  columns: {
    kind: primary('text', 'artifact_digest'),
    value: primary('text', 'artifact_digest'),
    digest: primary('text', 'artifact_digest'),
  },
  references: [{ columns: ['digest'], table: 'artifact', keys: ['digest'] }],
  indices: [{ name: 'artifact_digest_of', columns: ['digest'] }],
});

export interface TensorRow {
  artifact: string;
  /** Its place in the file's own table. */
  position: number;
  name: string;
  dtype: string;
  shape: number[];
  elements: number;
  tensorOffset: number | null;
  lengthBytes: number;
  /** Null until the bytes have been read. */
  digest: string | null;
  isModel: boolean;
  statistics: TensorStatistics | null;
  spectrum: Spectrum | null;
}

export const tensorTable = table<TensorRow>('tensor', {
  columns: {
    artifact: primary('text', 'tensor'),
    position: primary('integer', 'tensor'),
    name: text(),
    dtype: text(),
    shape: bigintArray(),
    elements: bigint(),
    tensorOffset: bigint({ nullable: true }),
    lengthBytes: bigint(),
    digest: text({ nullable: true }),
    isModel: boolean(),
    statistics: jsonb({ nullable: true }),
    spectrum: jsonb({ nullable: true }),
  },
  references: [{ columns: ['artifact'], table: 'artifact', keys: ['digest'] }],
  // Small tensors repeat everywhere and tell nothing, so only the larger ones are looked up by their bytes.
  indices: [{ name: 'tensor_digest', columns: ['digest'], where: 'elements >= 1000' }],
});
