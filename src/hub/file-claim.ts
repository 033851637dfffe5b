import type { Digest } from '../base/digest.ts';
import { coreSubject } from './context/find.ts';
import type { Hub } from './context/hub.ts';
import { requireContributor, type Viewer } from './context/viewer.ts';
import { projectClaim, requireProtocol } from './projections/project-claim.ts';
import { acceptStatement } from './statements/accept-statement.ts';
import { signForViewer } from './statements/sign-for-viewer.ts';

export interface FileClaim {
  readonly checkpoint: string;
  readonly protocol: Digest;
  readonly value: string;
  readonly items: number;
  readonly decimals: number | null;
  readonly margin: string | null;
}

/** States a metric value for a checkpoint of the viewer's, signed with the hub-held key. */
export async function fileClaim(hub: Hub, viewer: Viewer, input: FileClaim) {
  const signedIn = requireContributor(viewer);
  const subject = await coreSubject(hub, input.checkpoint);
  const protocol = await requireProtocol(hub, input.protocol);
  const { value, items, decimals, margin } = input;
  const statement = await signForViewer(hub, signedIn, 'claim', subject, {
    protocol: input.protocol,
    metric: protocol.metric.id,
    value,
    items,
    decimals,
    margin,
    host: null,
  });
  return acceptStatement(hub, signedIn, statement, await projectClaim(hub, signedIn, statement));
}
