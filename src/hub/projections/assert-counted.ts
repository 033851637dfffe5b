import { parseDigest } from '../../base/digest.ts';
import type { Statement } from '../../attestation/statement.ts';
import type { BiasPayload } from '../../bias/counts.ts';
import { countRisk } from '../../bias/from-run/count-risk.ts';
import { countRun } from '../../bias/from-run/count-run.ts';
import type { RunToCount } from '../../bias/from-run/run-to-count.ts';
import { RISK_FIELDS } from '../../bias/risk/read-risk.ts';
import type { RiskPayload } from '../../bias/risk/counts.ts';
import type { RunRecord } from '../../store/evaluation-repository.ts';
import type { Hub } from '../context/hub.ts';
import { assertSameCounts, openCountedRun, type CountedFrom } from './counted-run.ts';

/** A report that says it was counted from a run is counted again from that run's own answers; null where it says nothing. */
export async function assertCountedFrom(
  hub: Hub,
  statement: Statement<'bias-report'>,
  from: BiasPayload['from'],
): Promise<RunRecord | null> {
  if (from === null) return null;
  await using run = await openCountedRun(hub, countedFrom(statement, from.run));
  assertSameCounts(COUNTED, await countRun(run, from.by), statement.body);
  return run.record;
}

const COUNTED = ['groups', 'marginals', 'crowsPairs', 'bbq'] as const;

/** The same of a report of privacy or robustness, whose run's protocol says what was tried. */
export async function assertRiskCountedFrom(
  hub: Hub,
  statement: Statement<'risk-report'>,
  from: RiskPayload['from'],
): Promise<RunRecord | null> {
  if (from === null) return null;
  const said = countedFrom(statement, from.run);
  await using files = new AsyncDisposableStack();
  const run = files.use(await openCountedRun(hub, said));
  const against: RunToCount[] = [];
  for (const other of from.against)
    against.push(files.use(await openCountedRun(hub, { ...said, run: other, protocol: null })));
  assertSameCounts(RISK_FIELDS, await countRisk(run, against), statement.body);
  return run.record;
}

function countedFrom(
  { body, subject }: Statement<'bias-report'> | Statement<'risk-report'>,
  run: string,
): CountedFrom {
  return {
    run,
    coreDigest: subject.digest,
    protocol: parseDigest(body.protocol),
    dataset: parseDigest(body.dataset),
  };
}
