import type { AdvisoryKind, AffectedKind, Severity } from '../../attestation/advisory-words.ts';

/*
 * What this program asks a hub of advisories; a test validates each against the schema.
 */
const ADVISORY_FIELDS =
  'id logIndex title severity kind remedy publishedAt affectedCount publishedBy { name } withdrawal { logIndex }';

export interface AdvisoryAnswer {
  readonly id: string;
  readonly logIndex: number;
  readonly title: string;
  readonly severity: Severity;
  readonly kind: AdvisoryKind;
  readonly remedy: string | null;
  readonly publishedAt: string;
  readonly affectedCount: number | null;
  readonly publishedBy: { readonly name: string };
  readonly withdrawal: { readonly logIndex: number } | null;
}

export const advisoryList = `query ($level: Severity!, $includeWithdrawn: Boolean!, $first: Int!) {
  advisories(level: $level, includeWithdrawn: $includeWithdrawn, first: $first) { nodes { ${ADVISORY_FIELDS} } }
}`;

export interface AdvisoryListAnswer {
  readonly advisories: { readonly nodes: readonly AdvisoryAnswer[] };
}

export const advisoryDetails = `query ($id: ID!) {
  advisory(id: $id) {
    ${ADVISORY_FIELDS} text references targets { of value } statement { id }
    affected(first: 20) { nodes { depth checkpoint { name } } pageInfo { hasNextPage } }
  }
}`;

export interface AdvisoryDetails extends AdvisoryAnswer {
  readonly text: string;
  readonly references: readonly string[];
  readonly targets: readonly { readonly of: AffectedKind; readonly value: string }[];
  readonly statement: { readonly id: string };
  readonly affected: {
    readonly nodes: readonly { readonly depth: number; readonly checkpoint: { readonly name: string } }[];
    readonly pageInfo: { readonly hasNextPage: boolean };
  };
}

export interface AdvisoryDetailsAnswer {
  readonly advisory: AdvisoryDetails | null;
}
