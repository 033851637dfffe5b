import { advisorySubject } from '../attestation/advisory-subject.ts';
import type { Bodies } from '../attestation/predicates.ts';
import type { Hub } from './context/hub.ts';
import { requireContributor, type Viewer } from './context/viewer.ts';
import { projectAdvisory } from './projections/project-advisory.ts';
import { acceptStatement } from './statements/accept-statement.ts';
import { signForViewer } from './statements/sign-for-viewer.ts';

/** Warns of checkpoints, files, a license or datasets, signed with the viewer's hub-held key. */
export async function publishAdvisory(hub: Hub, viewer: Viewer, body: Bodies['advisory']) {
  const signedIn = requireContributor(viewer);
  const statement = await signForViewer(hub, signedIn, 'advisory', advisorySubject(body), body);
  return acceptStatement(hub, signedIn, statement, await projectAdvisory(hub, signedIn, statement));
}
