import type { Hub } from './context/hub.ts';
import { requireContributor, type Viewer } from './context/viewer.ts';
import { projectLineageEdge } from './projections/project-lineage-edge.ts';
import { acceptStatement } from './statements/accept-statement.ts';
import { edgeToSign, type NamedEdge } from './statements/named-edge.ts';
import { signForViewer } from './statements/sign-for-viewer.ts';

/** Adds an edge to a published checkpoint of the viewer's, signed with the hub-held key. */
export async function declareLineageEdge(hub: Hub, viewer: Viewer, edge: NamedEdge) {
  const signedIn = requireContributor(viewer);
  const { subject, parent } = await edgeToSign(hub, edge);
  const body = { parent, kind: edge.kind };
  const statement = await signForViewer(hub, signedIn, 'lineage-edge', subject, body);
  return acceptStatement(hub, signedIn, statement, await projectLineageEdge(hub, signedIn, statement));
}
