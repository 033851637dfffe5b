import { parseDigest } from '../base/digest.ts';
import type { EdgeKind } from '../checkpoint/edge-kind.ts';
import { isStubName } from '../checkpoint/reference.ts';
import { displayName, requirePublished } from './context/find.ts';
import type { Hub } from './context/hub.ts';
import { requireContributor, type Viewer } from './context/viewer.ts';
import { projectLineageEdge } from './projections/project-lineage-edge.ts';
import { acceptStatement } from './statements/accept-statement.ts';
import { signForViewer } from './statements/sign-for-viewer.ts';

export interface DeclareLineageEdge {
  readonly child: string;
  readonly parent: string;
  readonly kind: EdgeKind;
}

/** Adds an edge to a published checkpoint of the viewer's, signed with the hub-held key. */
export async function declareLineageEdge(hub: Hub, viewer: Viewer, input: DeclareLineageEdge) {
  const signedIn = requireContributor(viewer);
  const child = await requirePublished(hub, input.child);
  const parent = isStubName(input.parent)
    ? { name: input.parent }
    : { digest: (await requirePublished(hub, input.parent)).digest };
  const subject = { name: displayName(child), digest: parseDigest(child.digest) };
  const statement = await signForViewer(hub, signedIn, 'lineage-edge', subject, { parent, kind: input.kind });
  return acceptStatement(hub, signedIn, statement, await projectLineageEdge(hub, signedIn, statement));
}
