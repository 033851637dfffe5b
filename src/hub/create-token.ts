import { scopesOf, type Scope } from '../attestation/role.ts';
import { refusal } from '../base/errors.ts';
import type { Hub } from './context/hub.ts';
import { issueToken } from './context/token.ts';
import { requireContributor, type Viewer } from './context/viewer.ts';

export interface CreateToken {
  readonly label: string;
  readonly scopes: readonly Scope[];
  readonly days: number;
}

const DAYS_MAX = 365;

/** Another token of the viewer's, never with more rights than the one that asks for it. */
export async function createToken(hub: Hub, viewer: Viewer, input: CreateToken) {
  const { contributor, token } = requireContributor(viewer);
  if (!(Number.isInteger(input.days) && input.days >= 1 && input.days <= DAYS_MAX))
    throw wrongDays(input.days);
  if (input.label.length < 1 || input.label.length > 100) throw wrongLabel(input.label);
  const grantable = scopesOf(contributor.role).filter((scope) => token.scopes.includes(scope));
  const excess = input.scopes.filter((scope) => !grantable.includes(scope));
  if (excess.length > 0) throw tooMuch(excess, grantable);
  return issueToken(hub.store, { contributorId: contributor.id, ...input, now: hub.clock.now() });
}

function wrongDays(received: number) {
  return refusal('HUB_TOKEN_DAYS', 'a token can’t live that long', {
    expected: `1..${DAYS_MAX} days`,
    received: String(received),
  });
}

function wrongLabel(received: string) {
  return refusal('HUB_TOKEN_LABEL', 'a token needs a label', {
    expected: '1..100 characters',
    received: `${received.length} characters`,
  });
}

function tooMuch(excess: readonly Scope[], grantable: readonly Scope[]) {
  return refusal('HUB_TOKEN_SCOPES', 'a token can’t be given rights its maker does not have', {
    expected: grantable.join(' '),
    received: excess.join(' '),
  });
}
