import { randomBytes } from 'node:crypto';
import type { Role } from '../attestation/role.ts';
import { digestOf } from '../base/digest.ts';
import { refusal } from '../base/errors.ts';
import { modelNameProblem } from '../checkpoint/model-name.ts';
import type { Hub } from './context/hub.ts';
import type { Viewer } from './context/viewer.ts';

const INVITATION_MS = 7 * 86_400_000;

/** Makes a one-time code that lets a named person join; kept as a digest only. */
export async function inviteContributor(hub: Hub, _viewer: Viewer, input: { name: string; role: Role }) {
  assertContributorName(input.name);
  if (await hub.store.contributors.findByName(input.name)) throw nameTaken(input.name);
  return makeInvitation(hub, input);
}

/** The one invitation without an inviter: the first owner's, printed at the hub's first start. */
export async function makeInvitation(hub: Hub, { name, role }: { name: string | null; role: Role }) {
  // The name travels in the code, so that the key statement can be signed before the hub is asked.
  const code = `${name ?? ''}~${randomBytes(24).toString('base64url')}`;
  const createdAt = hub.clock.now();
  const expiresAt = new Date(createdAt.getTime() + INVITATION_MS);
  await hub.store.contributors.addInvitation({
    codeDigest: digestOf(code),
    name,
    role,
    createdAt,
    expiresAt,
    redeemedBy: null,
  });
  return { code, expiresAt };
}

/** A contributor's name is the owner part of model names, so it obeys the same grammar. */
export function assertContributorName(name: string): void {
  const problem = name.includes('/') ? 'it has a slash' : modelNameProblem(`${name}/x`);
  if (problem === null) return;
  throw refusal('HUB_NAME_MALFORMED', `this is not a contributor’s name: ${problem}`, {
    expected: 'letters, digits, dot, underscore and hyphen, at most 96 long',
    received: name.slice(0, 100),
  });
}

export function nameTaken(name: string) {
  return refusal('HUB_NAME_TAKEN', `the name ${name} is taken on this hub`, {
    expected: 'a name nobody has or had here, case aside',
    received: name,
    remedy: 'choose another name',
  });
}
