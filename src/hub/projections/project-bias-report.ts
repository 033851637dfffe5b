import type { Statement } from '../../attestation/statement.ts';
import { parseBiasPayload } from '../../bias/parse-bias-payload.ts';
import { computeBiasReport } from '../../bias/report.ts';
import type { ReportRecord } from '../../store/report-repository.ts';
import type { Hub } from '../context/hub.ts';
import type { SignedInViewer } from '../context/viewer.ts';
import { tellOfReport } from '../webhooks/tell.ts';
import { assertCountedFrom } from './assert-counted.ts';
import type { Projection } from '../statements/accept-statement.ts';
import { assertKnownAccuracy } from './assert-known-accuracy.ts';
import { keepReport } from './keep-report.ts';
import { assertPinned, pinMarginals } from './pin-marginals.ts';
import { reportedOn } from './reported-on.ts';

/** A bias-report statement brings counts; every metric and the verdict are the hub's own arithmetic. */
export async function projectBiasReport(
  hub: Hub,
  viewer: SignedInViewer,
  statement: Statement<'bias-report'>,
): Promise<Projection<ReportRecord>> {
  const { body, subject } = statement;
  const checkpoint = await reportedOn(hub, subject.digest, body.dataset);
  const payload = parseBiasPayload(body);
  const computed = computeBiasReport(payload);
  await assertKnownAccuracy(hub, statement, payload);
  const run = await assertCountedFrom(hub, statement, payload.from);

  return {
    async write(store, { logIndex }) {
      await assertPinned(store, payload);
      const report = await keepReport(store, {
        logIndex,
        topic: 'BIAS',
        checkpointId: checkpoint.id,
        coreDigest: subject.digest,
        datasetDigest: body.dataset,
        protocolDigest: body.protocol,
        attribute: body.attribute,
        kind: computed.kind,
        payload: body,
        computed,
        verdict: computed.verdict.verdict,
        warns: computed.verdict.verdict === 'DISPARITY',
        contributorId: viewer.contributor.id,
        filedAt: hub.clock.now(),
        runLogIndex: run?.logIndex ?? null,
        withdrawalLogIndex: null,
      });
      await pinMarginals(store, report);
      await tellOfReport(hub, store, checkpoint, report);
      return report;
    },
  };
}
