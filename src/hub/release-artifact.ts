import type { Digest } from '../base/digest.ts';
import type { Hub } from './context/hub.ts';
import { requireContributor, type Viewer } from './context/viewer.ts';
import { projectRelease } from './projections/project-moderation.ts';
import { acceptStatement } from './statements/accept-statement.ts';
import { signForViewer } from './statements/sign-for-viewer.ts';

export interface ReleaseArtifact {
  readonly digest: Digest;
  readonly reason: string;
}

/** Lets a quarantined file go, signed with the steward's hub-held key. */
export async function releaseArtifact(hub: Hub, viewer: Viewer, { digest, reason }: ReleaseArtifact) {
  const signedIn = requireContributor(viewer);
  const body = { action: 'RELEASE', reason } as const;
  const statement = await signForViewer(hub, signedIn, 'moderation', { name: 'artifact', digest }, body);
  return acceptStatement(hub, signedIn, statement, await projectRelease(hub, statement));
}
