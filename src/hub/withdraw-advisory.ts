import { parseDigest } from '../base/digest.ts';
import type { Hub } from './context/hub.ts';
import { requireContributor, type Viewer } from './context/viewer.ts';
import { projectAdvisoryWithdrawal, unknownAdvisory } from './projections/project-advisory-withdrawal.ts';
import { acceptStatement } from './statements/accept-statement.ts';
import { signForViewer } from './statements/sign-for-viewer.ts';

export interface WithdrawAdvisory {
  /** The log index of its statement. */
  readonly logIndex: number;
  readonly reason: string;
}

/** Takes an advisory back, the viewer's or, for a steward, anybody's; it stays in the log, marked. */
export async function withdrawAdvisory(hub: Hub, viewer: Viewer, { logIndex, reason }: WithdrawAdvisory) {
  const signedIn = requireContributor(viewer);
  const [entry] = await hub.store.statements.byLogIndexes([logIndex]);
  if (!entry) throw unknownAdvisory(String(logIndex));
  const subject = { name: 'advisory', digest: parseDigest(entry.id) };
  const body = { of: 'ADVISORY', parent: null, kind: null, reason } as const;
  const statement = await signForViewer(hub, signedIn, 'withdrawal', subject, body);
  return acceptStatement(hub, signedIn, statement, await projectAdvisoryWithdrawal(hub, signedIn, statement));
}
