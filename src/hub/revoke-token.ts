import { refusal } from '../base/errors.ts';
import type { TokenRecord } from '../store/contributor-repository.ts';
import type { Hub } from './context/hub.ts';
import { requireContributor, type Viewer } from './context/viewer.ts';

/** Ends a token of the viewer's at once; a second time changes nothing. */
export async function revokeToken(hub: Hub, viewer: Viewer, id: string): Promise<TokenRecord> {
  const { contributor } = requireContributor(viewer);
  const isUuid = /^[0-9a-f-]{36}$/.test(id);
  const revoked = isUuid
    ? await hub.store.contributors.revokeToken(id, contributor.id, hub.clock.now())
    : null;
  if (revoked) return revoked;
  throw refusal('HUB_TOKEN_UNKNOWN', 'you have no such token', {
    expected: 'the id of one of your tokens',
    received: id.slice(0, 60),
    remedy: 'list them with heirloom token list',
  });
}
