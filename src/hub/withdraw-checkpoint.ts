import { parseDigest } from '../base/digest.ts';
import type { Hub } from './context/hub.ts';
import { displayName, requirePublished } from './context/find.ts';
import { requireContributor, type Viewer } from './context/viewer.ts';
import { projectCheckpointWithdrawal } from './projections/project-checkpoint-withdrawal.ts';
import { acceptStatement } from './statements/accept-statement.ts';
import { signForViewer } from './statements/sign-for-viewer.ts';

export interface WithdrawCheckpoint {
  /** A digest or `owner/name@revision`; a name alone means what was published last. */
  readonly checkpoint: string;
  readonly reason: string;
}

/** Takes a checkpoint of the viewer's back, signed with the hub-held key; it stays, and no search finds it. */
export async function withdrawCheckpoint(
  hub: Hub,
  viewer: Viewer,
  { checkpoint: reference, reason }: WithdrawCheckpoint,
) {
  const signedIn = requireContributor(viewer);
  const checkpoint = await requirePublished(hub, reference);
  const subject = { name: displayName(checkpoint), digest: parseDigest(checkpoint.digest) };
  const body = { of: 'CHECKPOINT', parent: null, kind: null, reason } as const;
  const statement = await signForViewer(hub, signedIn, 'withdrawal', subject, body);
  return acceptStatement(
    hub,
    signedIn,
    statement,
    await projectCheckpointWithdrawal(hub, signedIn, statement),
  );
}
