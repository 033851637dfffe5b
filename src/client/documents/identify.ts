/*
 * What this program asks a hub of which checkpoints a file or weights belong to; a test validates each against the schema.
 */
const PLACES_FIELDS =
  'digest checkpoints(first: 20) { nodes { name digest artifacts { path artifact { digest } } } }';

export interface ArtifactPlaces {
  readonly digest: string;
  readonly checkpoints: {
    readonly nodes: readonly {
      readonly name: string;
      readonly digest: string;
      readonly artifacts: readonly {
        readonly path: string;
        readonly artifact: { readonly digest: string };
      }[];
    }[];
  };
}

export const artifactByDigest = `query ($kind: DigestKind!, $value: String!) {
  artifactByDigest(kind: $kind, value: $value) { ${PLACES_FIELDS} }
}`;

export interface ArtifactByDigestAnswer {
  readonly artifactByDigest: readonly ArtifactPlaces[];
}

export const listedFiles = `query ($digest: Digest!) {
  listedFiles(digest: $digest) { path checkpoint { name } }
}`;

export interface ListedFilesAnswer {
  readonly listedFiles: readonly { readonly path: string; readonly checkpoint: { readonly name: string } }[];
}

export const artifactPlaces = `query ($values: [String!]!) {
  artifactsByDigests(kind: SHA256, values: $values) { ${PLACES_FIELDS} }
}`;

export interface ArtifactPlacesAnswer {
  readonly artifactsByDigests: readonly ArtifactPlaces[];
}

export const checkpointsByWeights = `query ($weightsIdentity: Digest!) {
  checkpointsByWeights(weightsIdentity: $weightsIdentity) { nodes { name } }
}`;

export interface CheckpointsByWeightsAnswer {
  readonly checkpointsByWeights: { readonly nodes: readonly { readonly name: string }[] };
}

export const comparableCheckpoints = `query ($tensors: [Digest!]!) {
  comparableCheckpoints(tensors: $tensors) { checkpoint { name } sharedElements }
}`;

export interface ComparableCheckpointsAnswer {
  readonly comparableCheckpoints: readonly {
    readonly checkpoint: { readonly name: string };
    readonly sharedElements: number;
  }[];
}
