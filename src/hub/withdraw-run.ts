import { parseDigest } from '../base/digest.ts';
import type { Hub } from './context/hub.ts';
import { requireContributor, type Viewer } from './context/viewer.ts';
import { projectRunWithdrawal, unknownRun } from './projections/project-run-withdrawal.ts';
import { acceptStatement } from './statements/accept-statement.ts';
import { signForViewer } from './statements/sign-for-viewer.ts';

export interface WithdrawRun {
  /** `Run:12`: the place of the evaluation statement in the log. */
  readonly run: string;
  readonly reason: string;
}

/** Takes a run of the viewer's back, signed with the hub-held key; the scores it counted in are computed anew. */
export async function withdrawRun(hub: Hub, viewer: Viewer, { run, reason }: WithdrawRun) {
  const signedIn = requireContributor(viewer);
  const place = /^Run:(\d{1,15})$/.exec(run)?.[1];
  const [entry] = place ? await hub.store.statements.byLogIndexes([Number(place)]) : [];
  if (entry?.kind !== 'evaluation') throw unknownRun(run);
  const subject = { name: run, digest: parseDigest(entry.id) };
  const body = { of: 'RUN', parent: null, kind: null, reason } as const;
  const statement = await signForViewer(hub, signedIn, 'withdrawal', subject, body);
  return acceptStatement(hub, signedIn, statement, await projectRunWithdrawal(hub, signedIn, statement));
}
