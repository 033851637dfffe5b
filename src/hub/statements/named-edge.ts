import { parseDigest, type Digest } from '../../base/digest.ts';
import type { EdgeKind } from '../../checkpoint/edge-kind.ts';
import { isStubName } from '../../checkpoint/reference.ts';
import { displayName, requirePublished } from '../context/find.ts';
import type { Hub } from '../context/hub.ts';

/** An edge as a contributor names it. */
export interface NamedEdge {
  readonly child: string;
  readonly parent: string;
  readonly kind: EdgeKind;
}

/** The subject and the parent of a statement about an edge; both ends are there, or the parent is named as a stub. */
export async function edgeToSign(hub: Hub, edge: NamedEdge) {
  const child = await requirePublished(hub, edge.child);
  const parent: { name: string } | { digest: Digest } = isStubName(edge.parent)
    ? { name: edge.parent }
    : { digest: parseDigest((await requirePublished(hub, edge.parent)).digest) };
  return { subject: { name: displayName(child), digest: parseDigest(child.digest) }, parent };
}
