import type { IncomingMessage } from 'node:http';
import type { Hub } from '../hub/context/hub.ts';
import { membersOnly } from '../hub/context/swarm-access.ts';
import { viewerOf } from '../hub/context/viewer.ts';
import { bearerOf } from './bearer.ts';

/** What an address must carry for its asker to go on asking: their announce token, or none where all is open. */
export interface Pass {
  readonly token: string | null;
}

/** Lets members in by bearer or announce token; refuses everybody else before anything is looked up. */
export async function letIn(hub: Hub, token: string | null, request: IncomingMessage): Promise<Pass> {
  const { swarmAccess } = hub;
  if (!swarmAccess.isMembersOnly) return { token: null };
  const bearer = bearerOf(request);
  if (bearer !== null) return { token: swarmAccess.tokenOf(await viewerOf(hub, bearer)) };
  if (await swarmAccess.admits(token)) return { token };
  throw membersOnly();
}

export function tokenParameterOf(request: IncomingMessage): string | null {
  return new URL(request.url ?? '/', 'http://hub').searchParams.get('token');
}

/** Asked at each announce under /announce or /announce/<token>; null for addresses that are neither. */
export function announceGate(
  { swarmAccess }: Hub,
  request: IncomingMessage,
): (() => Promise<boolean>) | null {
  const match = /^\/announce(?:\/([^/]{0,100}))?$/.exec((request.url ?? '').split('?')[0] ?? '');
  return match && (() => swarmAccess.admits(match[1] ?? null));
}
