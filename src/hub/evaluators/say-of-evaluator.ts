import { keyDigest } from '../../attestation/key.ts';
import type { Bodies } from '../../attestation/predicates.ts';
import { invariant } from '../../base/errors.ts';
import type { Hub } from '../context/hub.ts';
import { requireContributor, type Viewer } from '../context/viewer.ts';
import { projectEvaluator, requireContributorNamed } from '../projections/project-evaluator.ts';
import { acceptStatement } from '../statements/accept-statement.ts';
import { signForViewer } from '../statements/sign-for-viewer.ts';

/** States something of an evaluator by name, signed with the viewer's hub-held key. */
export async function sayOfEvaluator(hub: Hub, viewer: Viewer, name: string, body: Bodies['evaluator']) {
  const signedIn = requireContributor(viewer);
  const statement = await signForViewer(hub, signedIn, 'evaluator', await namedSubject(hub, name), body);
  return acceptStatement(hub, signedIn, statement, await projectEvaluator(hub, signedIn, statement));
}

/** A contributor as a statement names one: by the digest of its first key. */
export async function namedSubject(hub: Hub, name: string) {
  const named = await requireContributorNamed(hub, name);
  const [key] = await hub.store.contributors.keysOf([named.id]);
  invariant(key, 'a contributor has a key');
  return { name: named.name, digest: keyDigest(key.keyId) };
}
