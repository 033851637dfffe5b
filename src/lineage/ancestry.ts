import type { EdgeKind } from '../checkpoint/edge-kind.ts';
import type { EvidenceLevel } from './edge-evidence.ts';

/** A checkpoint with what it was made from, ready to be written in another program's language. */
export interface Ancestry {
  readonly subject: AncestryNode;
  /** Nearest generation first. */
  readonly ancestors: readonly AncestryNode[];
  /** Between the nodes above. */
  readonly edges: readonly AncestryEdge[];
  /** False when there are more ancestors than were asked for. */
  readonly isWhole: boolean;
}

export interface AncestryNode {
  readonly id: string;
  readonly name: string;
  /** Null for a stub, which is known by name alone. */
  readonly digest: string | null;
  /** The fewest edges from the subject. */
  readonly depth: number;
  /** An SPDX expression. */
  readonly license: string | null;
  readonly publisher: string | null;
  readonly publishedAt: string | null;
  readonly architecture: string | null;
  readonly parameterCount: number | null;
  readonly coreDigest: string | null;
  readonly weightsIdentity: string | null;
}

export interface AncestryEdge {
  readonly childId: string;
  readonly parentId: string;
  readonly kind: EdgeKind;
  readonly evidence: EvidenceLevel;
}

/** In an order that follows from the content alone, so that equal graphs give equal bytes. */
export function inOrder({ subject, ancestors, edges, isWhole }: Ancestry): Ancestry {
  const byPlace = (a: AncestryNode, b: AncestryNode) => a.depth - b.depth || compare(a.id, b.id);
  const keyOf = ({ childId, parentId, kind }: AncestryEdge) => `${childId} ${parentId} ${kind}`;
  return {
    subject,
    ancestors: ancestors.toSorted(byPlace),
    edges: edges.toSorted((a, b) => compare(keyOf(a), keyOf(b))),
    isWhole,
  };
}

// By code unit: a locale of the machine must not move a line.
function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

/** The repository of a stub of Hugging Face, if its name could be one there: `owner/name`, or `name` of the first ones. */
export function huggingFaceRepositoryOf({ digest, name }: AncestryNode): string | null {
  if (digest !== null) return null;
  return /^huggingface\.co:([A-Za-z0-9][\w.-]*(?:\/[\w-][\w.-]*)?)$/.exec(name)?.[1] ?? null;
}
