import { parseDigest } from '../base/digest.ts';
import { requirePublished } from './context/find.ts';
import type { Hub } from './context/hub.ts';
import { requireContributor, type Viewer } from './context/viewer.ts';
import { projectStubMerge } from './projections/project-stub-merge.ts';
import { acceptStatement } from './statements/accept-statement.ts';
import { signForViewer } from './statements/sign-for-viewer.ts';

export interface MergeStub {
  readonly stub: string;
  readonly checkpoint: string;
  readonly reason: string;
}

/** Says which published checkpoint a stub is, signed with the steward's hub-held key. */
export async function mergeStub(hub: Hub, viewer: Viewer, { stub, checkpoint, reason }: MergeStub) {
  const signedIn = requireContributor(viewer);
  const digest = parseDigest((await requirePublished(hub, checkpoint)).digest);
  const body = { action: 'MERGE_STUB', stub, reason } as const;
  const statement = await signForViewer(hub, signedIn, 'moderation', { name: 'checkpoint', digest }, body);
  return acceptStatement(hub, signedIn, statement, await projectStubMerge(hub, statement));
}
