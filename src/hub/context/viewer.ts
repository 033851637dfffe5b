import { includesRole, type Role, type Scope } from '../../attestation/role.ts';
import { digestOf } from '../../base/digest.ts';
import { refusal } from '../../base/errors.ts';
import type { ContributorRecord, TokenRecord } from '../../store/contributor-repository.ts';
import type { Hub } from './hub.ts';

export type Viewer = { readonly kind: 'ANONYMOUS' } | SignedInViewer;

export interface SignedInViewer {
  readonly kind: 'CONTRIBUTOR';
  readonly contributor: ContributorRecord;
  readonly token: TokenRecord;
}

/** Whoever may sign and bring bytes: a viewer, or the hub itself. */
export type Author = Pick<SignedInViewer, 'contributor'>;

/** Who sent this token; a token that is not live is refused, never taken for nobody's. */
export async function viewerOf(hub: Hub, bearer: string | null): Promise<Viewer> {
  if (bearer === null) return { kind: 'ANONYMOUS' };
  const found = TOKEN_FORM.test(bearer)
    ? await hub.store.contributors.findLiveToken(tokenDigest(bearer), hub.clock.now())
    : null;
  if (!found)
    throw refusal('HUB_TOKEN_INVALID', 'this token is not valid here', {
      expected: 'a live token of this hub',
      received: 'an unknown, expired or revoked one',
      remedy: 'run heirloom login again, or ask for an invitation',
    });
  return { kind: 'CONTRIBUTOR', ...found };
}

/** The contributor behind a viewer, with a scope, or a coded refusal. */
export function requireScope(viewer: Viewer, scope: Scope, role?: Role | null): void {
  if (scope === 'PUBLIC') return;
  const { contributor, token } = requireContributor(viewer);
  if (scope !== 'SIGNED_IN' && !token.scopes.includes(scope))
    throw missing(`the scope ${scope}`, token.scopes.join(' '));
  if (role && !includesRole(contributor.role, role))
    throw missing(`the role ${role} or above`, contributor.role);
}

export function requireContributor(viewer: Viewer): SignedInViewer {
  if (viewer.kind === 'CONTRIBUTOR') return viewer;
  throw refusal('HUB_SIGN_IN_NEEDED', 'this needs a contributor', {
    expected: 'Authorization: Bearer hlm_…',
    received: 'no token',
    remedy: 'run heirloom login',
  });
}

export function tokenDigest(token: string): string {
  return digestOf(token);
}

const TOKEN_FORM = /^hlm_[A-Za-z0-9_-]{43}_[0-9a-f]{8}$/;

function missing(expected: string, received: string) {
  return refusal('HUB_PERMISSION_MISSING', 'this viewer may not do that', {
    expected,
    received,
    remedy: 'use a token with that right, or ask the hub’s owner',
  });
}
