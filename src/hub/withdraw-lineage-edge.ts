import { parseDigest } from '../base/digest.ts';
import { isStubName } from '../checkpoint/reference.ts';
import { displayName, requirePublished } from './context/find.ts';
import type { Hub } from './context/hub.ts';
import { requireContributor, type Viewer } from './context/viewer.ts';
import type { DeclareLineageEdge } from './declare-lineage-edge.ts';
import { projectEdgeWithdrawal } from './projections/project-withdrawal.ts';
import { acceptStatement } from './statements/accept-statement.ts';
import { signForViewer } from './statements/sign-for-viewer.ts';

export interface WithdrawLineageEdge extends DeclareLineageEdge {
  readonly reason: string;
}

/** Takes an edge of the viewer's checkpoint back, signed with the hub-held key; the log keeps both. */
export async function withdrawLineageEdge(hub: Hub, viewer: Viewer, input: WithdrawLineageEdge) {
  const signedIn = requireContributor(viewer);
  const child = await requirePublished(hub, input.child);
  const parent = isStubName(input.parent)
    ? { name: input.parent }
    : { digest: (await requirePublished(hub, input.parent)).digest };
  const subject = { name: displayName(child), digest: parseDigest(child.digest) };
  const body = { of: 'LINEAGE_EDGE', parent, kind: input.kind, reason: input.reason } as const;
  const statement = await signForViewer(hub, signedIn, 'withdrawal', subject, body);
  return acceptStatement(hub, signedIn, statement, await projectEdgeWithdrawal(hub, signedIn, statement));
}
