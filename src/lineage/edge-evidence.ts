import type { EdgeKind } from '../checkpoint/edge-kind.ts';

/*
 * edge      child → parent, with a kind
 * evidence  how strongly the edge is shown: said elsewhere and by nobody here (IMPORTED), said
 *           (DECLARED), said by one who also owns the parent
 *           (ACKNOWLEDGED), or visible in the weights (PROVEN)
 */
export type EvidenceLevel = 'IMPORTED' | 'DECLARED' | 'ACKNOWLEDGED' | 'PROVEN';

/** What is known of one end of an edge; a stub knows nothing. */
export interface EdgeEnd {
  readonly weightsIdentity: string | null;
  readonly publishedBy: number | null;
}

/** Evidence of an edge, recomputed from its ends whenever it is read. */
export function edgeEvidence(
  kind: EdgeKind,
  isSigned: boolean,
  child: EdgeEnd,
  parent: EdgeEnd,
): EvidenceLevel {
  if (keepsWeights(kind) && hasEqualWeights(child, parent)) return 'PROVEN';
  if (!isSigned) return 'IMPORTED';
  return child.publishedBy !== null && child.publishedBy === parent.publishedBy ? 'ACKNOWLEDGED' : 'DECLARED';
}

// Only for these kinds do equal weights show the edge itself and not merely a common origin.
function keepsWeights(kind: EdgeKind): boolean {
  return kind === 'FORK' || kind === 'CONVERSION';
}

function hasEqualWeights(child: EdgeEnd, parent: EdgeEnd): boolean {
  return child.weightsIdentity !== null && child.weightsIdentity === parent.weightsIdentity;
}
