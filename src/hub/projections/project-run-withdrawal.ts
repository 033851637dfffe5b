import type { Statement } from '../../attestation/statement.ts';
import { refusal } from '../../base/errors.ts';
import type { RunRecord } from '../../store/evaluation-repository.ts';
import type { Hub } from '../context/hub.ts';
import type { SignedInViewer } from '../context/viewer.ts';
import type { Projection } from '../statements/accept-statement.ts';
import { refreshReports } from './refresh-reports.ts';
import { refreshScores } from './refresh-scores.ts';
import { refreshTasks } from './refresh-tasks.ts';

/** The run stays in the log and in what it is shown beside; it counts no more. What it said of an audit stays too. */
export async function projectRunWithdrawal(
  hub: Hub,
  viewer: SignedInViewer,
  { subject }: Statement<'withdrawal'>,
): Promise<Projection<RunRecord>> {
  const entry = await hub.store.statements.findById(subject.digest);
  const [run] = entry ? await hub.store.evaluations.runsByLogIndexes([entry.logIndex]) : [];
  if (!run) throw unknownRun(subject.digest);
  if (run.contributorId !== viewer.contributor.id)
    throw refusal('HUB_RUN_FOREIGN', 'only its evaluator takes a run back', {
      expected: 'a run of yours',
      received: `Run:${run.logIndex}`,
    });
  if (run.withdrawalLogIndex !== null)
    throw refusal('HUB_RUN_WITHDRAWN', 'this run was taken back before', {
      received: `log index ${run.withdrawalLogIndex}`,
      remedy: 'nothing needs to be done',
    });
  return {
    async write(store, { logIndex }) {
      await store.evaluations.withdrawRun(run.logIndex, logIndex);
      await refreshScores(store, run.coreDigest, hub.clock.now());
      await refreshTasks(store, run.coreDigest);
      await refreshReports(store, run.coreDigest);
      return { ...run, withdrawalLogIndex: logIndex };
    },
  };
}

export function unknownRun(received: string) {
  return refusal('HUB_RUN_UNKNOWN', `there is no run ${received.slice(0, 100)}`, {
    expected: 'the id of an evaluation statement in this hub’s log',
    received: received.slice(0, 100),
  });
}
