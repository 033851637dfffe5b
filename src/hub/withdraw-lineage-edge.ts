import type { Hub } from './context/hub.ts';
import { requireContributor, type Viewer } from './context/viewer.ts';
import { projectEdgeWithdrawal } from './projections/project-withdrawal.ts';
import { acceptStatement } from './statements/accept-statement.ts';
import { edgeToSign, type NamedEdge } from './statements/named-edge.ts';
import { signForViewer } from './statements/sign-for-viewer.ts';

export interface WithdrawLineageEdge extends NamedEdge {
  readonly reason: string;
}

/** Takes an edge of the viewer's checkpoint back, signed with the hub-held key; the log keeps both. */
export async function withdrawLineageEdge(hub: Hub, viewer: Viewer, edge: WithdrawLineageEdge) {
  const signedIn = requireContributor(viewer);
  const { subject, parent } = await edgeToSign(hub, edge);
  const body = { of: 'LINEAGE_EDGE', parent, kind: edge.kind, reason: edge.reason } as const;
  const statement = await signForViewer(hub, signedIn, 'withdrawal', subject, body);
  return acceptStatement(hub, signedIn, statement, await projectEdgeWithdrawal(hub, signedIn, statement));
}
