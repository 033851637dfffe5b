import { REFUSAL_FIELDS } from '../hub-client.ts';

/*
 * What this program asks a hub of models, checkpoints, datasets and their files; a test validates each against the schema.
 */
export const checkpointBrief = `query ($reference: String!) {
  checkpoint(reference: $reference) {
    digest name isStub coreDigest state model { revisions { name checkpoint { digest } } }
  }
}`;

export interface CheckpointBriefAnswer {
  readonly checkpoint: {
    readonly digest: string | null;
    readonly name: string;
    readonly isStub: boolean;
    readonly coreDigest: string | null;
    readonly state: string | null;
    readonly model: {
      readonly revisions: readonly {
        readonly name: string;
        readonly checkpoint: { readonly digest: string | null };
      }[];
    } | null;
  } | null;
}

export const artifactBrief =
  'query ($digest: Digest!) { artifact(digest: $digest) { digest sizeBytes state } }';

export interface ArtifactBriefAnswer {
  readonly artifact: { readonly digest: string; readonly sizeBytes: number; readonly state: string } | null;
}

const SWARM_FIELDS =
  'swarm { infohash magnet torrentPath announcePath webSeedPath seederCount leecherCount }';

export const ARTIFACT_TO_PULL = `digest sizeBytes state path release { logIndex } ${SWARM_FIELDS}`;

export const checkpointToPull = `query ($reference: String!) {
  checkpoint(reference: $reference) {
    digest name isStub isOffered state conversion { name }
    statement { logIndex contributor { name } envelope }
    artifacts { path state artifact { ${ARTIFACT_TO_PULL} } }
  }
}`;

export interface ArtifactToPull {
  readonly digest: string;
  readonly sizeBytes: number;
  readonly state: string;
  readonly path: string;
  readonly release: { readonly logIndex: number } | null;
  readonly swarm: {
    readonly infohash: string;
    readonly magnet: string;
    readonly torrentPath: string;
    readonly announcePath: string;
    readonly webSeedPath: string | null;
    readonly seederCount: number;
    readonly leecherCount: number;
  } | null;
}

export interface CheckpointToPullAnswer {
  readonly checkpoint: {
    readonly digest: string | null;
    readonly name: string;
    readonly isStub: boolean;
    readonly isOffered: boolean;
    readonly state: string | null;
    readonly conversion: { readonly name: string } | null;
    readonly statement: {
      readonly logIndex: number;
      readonly contributor: { readonly name: string };
      readonly envelope: unknown;
    } | null;
    readonly artifacts: readonly {
      readonly path: string;
      readonly state: string;
      readonly artifact: ArtifactToPull;
    }[];
  } | null;
}

export const artifactToPull = `query ($digest: Digest!) {
  artifact(digest: $digest) { ${ARTIFACT_TO_PULL} }
}`;

export interface ArtifactToPullAnswer {
  readonly artifact: ArtifactToPull | null;
}

/** What a hub has of many digests; `names` say which of another kind each one answers. */
export const artifactsToSeed = `query ($kind: DigestKind!, $values: [String!]!) {
  artifactsByDigests(kind: $kind, values: $values) { ${ARTIFACT_TO_PULL} names { kind value } }
}`;

export interface ArtifactsToSeedAnswer {
  readonly artifactsByDigests: readonly (ArtifactToPull & {
    readonly names: readonly { readonly kind: string; readonly value: string }[];
  })[];
}

export const datasetBrief = `query ($reference: String!) {
  dataset(reference: $reference) { name digest itemCount tokenLength labelCounts { label count } artifact { ${ARTIFACT_TO_PULL} } }
}`;

export interface DatasetBriefAnswer {
  readonly dataset: {
    readonly name: string;
    readonly digest: string;
    readonly itemCount: number;
    readonly tokenLength: number | null;
    readonly labelCounts: readonly { readonly label: string; readonly count: number }[];
    readonly artifact: ArtifactToPull;
  } | null;
}

export const searchCheckpoints = `query ($filter: CheckpointFilter!, $first: Int!, $after: String) {
  search(filter: $filter, first: $first, after: $after) {
    nodes {
      name digest state sizeBytes parameterCount architecture license { expression }
      imported { source license licenseClaimed task downloads parameterCount }
    }
    correctedText
    pageInfo { hasNextPage endCursor }
  }
}`;

export interface SearchAnswer {
  readonly search: {
    readonly nodes: readonly {
      readonly name: string;
      readonly digest: string | null;
      readonly state: string | null;
      readonly sizeBytes: number;
      readonly parameterCount: number | null;
      readonly architecture: string | null;
      readonly license: { readonly expression: string } | null;
      readonly imported: readonly {
        readonly source: string;
        readonly license: string | null;
        readonly licenseClaimed: string | null;
        readonly task: string | null;
        readonly downloads: number | null;
        readonly parameterCount: number | null;
      }[];
    }[];
    readonly correctedText: string | null;
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
}

export const offerReleaseTorrent = `mutation ($checkpoint: String!) {
  offerReleaseTorrent(checkpoint: $checkpoint) {
    __typename
    ... on ReleaseTorrentOffered { checkpoint { name } }
    ${REFUSAL_FIELDS}
  }
}`;
