import { type ScoreAnswer } from './scores.ts';

/*
 * What this program asks a hub of what came of what; a test validates each against the schema.
 */
const NODE_FIELDS = `
  id name digest isStub state license { expression }
  scores { metric value items sampling { low high } reproducibility { sentence level state score interval { low high } cvStar badges
    groups { group isSelf agreement value difference tolerance weight runCount } } }
  biasWarnings { isInherited depth report { sentence verdict attribute checkpoint { name } } }`;

const RELATIVE_FIELDS = `
  nodes { depth checkpoint { ${NODE_FIELDS} } edges { kind evidence child { id } parent { id } } }
  pageInfo { hasNextPage }`;

export const lineageTree = `query ($reference: String!) {
  checkpoint(reference: $reference) {
    ${NODE_FIELDS}
    ancestors(first: 100) { ${RELATIVE_FIELDS} }
    descendants(first: 100) { ${RELATIVE_FIELDS} }
  }
}`;

export interface LineageNode {
  readonly id: string;
  readonly name: string;
  readonly digest: string | null;
  readonly isStub: boolean;
  readonly state: string | null;
  readonly license: { readonly expression: string } | null;
  readonly scores: readonly ScoreAnswer[];
  readonly biasWarnings: readonly {
    readonly isInherited: boolean;
    readonly depth: number;
    readonly report: {
      readonly sentence: string;
      readonly verdict: string;
      readonly attribute: string;
      readonly checkpoint: { readonly name: string };
    };
  }[];
}

export interface LineageEdgeAnswer {
  readonly kind: string;
  readonly evidence: string;
  readonly child: { readonly id: string };
  readonly parent: { readonly id: string };
}

export interface RelativesAnswer {
  readonly nodes: readonly {
    readonly depth: number;
    readonly checkpoint: LineageNode;
    readonly edges: readonly LineageEdgeAnswer[];
  }[];
  readonly pageInfo: { readonly hasNextPage: boolean };
}

export interface LineageTreeAnswer {
  readonly checkpoint:
    | (LineageNode & { readonly ancestors: RelativesAnswer; readonly descendants: RelativesAnswer })
    | null;
}

export const lineageExport = `query ($reference: String!, $format: LineageFormat!, $first: Int!) {
  checkpoint(reference: $reference) { lineageExport(format: $format, first: $first) { content mediaType isWhole } }
}`;

export interface LineageExportAnswer {
  readonly checkpoint: {
    readonly lineageExport: {
      readonly content: string;
      readonly mediaType: string;
      readonly isWhole: boolean;
    };
  } | null;
}
