import type { Statement } from '../../attestation/statement.ts';
import { parseRiskPayload } from '../../bias/risk/read-risk.ts';
import { computeRiskReport } from '../../bias/risk/risk-report.ts';
import type { ReportRecord } from '../../store/report-repository.ts';
import type { Hub } from '../context/hub.ts';
import type { SignedInViewer } from '../context/viewer.ts';
import { tellOfReport } from '../webhooks/tell.ts';
import type { Projection } from '../statements/accept-statement.ts';
import { assertRiskCountedFrom } from './assert-counted.ts';
import { keepReport } from './keep-report.ts';
import { reportedOn } from './reported-on.ts';

/** A risk-report statement brings counts of what was tried; metrics and verdict are the hub's own arithmetic. */
export async function projectRiskReport(
  hub: Hub,
  viewer: SignedInViewer,
  statement: Statement<'risk-report'>,
): Promise<Projection<ReportRecord>> {
  const { body, subject } = statement;
  const checkpoint = await reportedOn(hub, subject.digest, body.dataset);
  const payload = parseRiskPayload(body);
  const computed = computeRiskReport(payload);
  const { topic, kind, verdict } = computed;
  const run = await assertRiskCountedFrom(hub, statement, payload.from);

  return {
    async write(store, { logIndex }) {
      const report = await keepReport(store, {
        logIndex,
        topic,
        checkpointId: checkpoint.id,
        coreDigest: subject.digest,
        datasetDigest: body.dataset,
        protocolDigest: body.protocol,
        attribute: body.attribute,
        kind,
        payload: body,
        computed,
        verdict,
        warns: verdict === 'SHOWN',
        contributorId: viewer.contributor.id,
        filedAt: hub.clock.now(),
        runLogIndex: run?.logIndex ?? null,
        withdrawalLogIndex: null,
      });
      await tellOfReport(hub, store, checkpoint, report);
      return report;
    },
  };
}
