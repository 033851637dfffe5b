import { signerOf } from '../../attestation/key.ts';
import type { Bodies, StatementKind } from '../../attestation/predicates.ts';
import { openStatement, signStatement, type Statement } from '../../attestation/statement.ts';
import type { Digest } from '../../base/digest.ts';
import { invariant, refusal } from '../../base/errors.ts';
import type { Hub } from '../context/hub.ts';
import type { SignedInViewer } from '../context/viewer.ts';

/** Signs with the viewer's hub-held key; refuses viewers whose keys are all in their own hands. */
export async function signForViewer<Kind extends StatementKind>(
  hub: Hub,
  viewer: SignedInViewer,
  kind: Kind,
  subject: { name: string; digest: Digest },
  body: Bodies[Kind],
): Promise<Statement<Kind>> {
  const key = await hub.store.contributors.hubKeyOf(viewer.contributor.id);
  if (!key)
    throw refusal('HUB_KEY_NOT_HELD', 'this hub holds no key of yours to sign with', {
      expected: 'a contributor who joined with hub custody',
      received: `${viewer.contributor.name}, who keeps the key`,
      remedy: 'use the heirloom command, which signs on your machine, or submitStatement',
    });
  invariant(key.sealedSeed !== null, 'a hub-held key has a sealed seed');
  const signer = signerOf(hub.sealer.unseal(key.sealedSeed));
  const envelope = signStatement({ kind, subject, hub: hub.id, body }, signer, hub.clock.now());
  return openStatement(envelope) as Statement<Kind>;
}
