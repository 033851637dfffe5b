import type { Statement } from '../../attestation/statement.ts';
import { refusal } from '../../base/errors.ts';
import { parseBiasPayload } from '../../bias/parse-bias-payload.ts';
import { computeBiasReport } from '../../bias/report.ts';
import type { BiasReportRecord } from '../../store/bias-repository.ts';
import type { Hub } from '../context/hub.ts';
import type { SignedInViewer } from '../context/viewer.ts';
import { tellOfReport } from '../webhooks/tell.ts';
import type { Projection } from '../statements/accept-statement.ts';

/** A bias-report statement brings counts; every metric and the verdict are the hub's own arithmetic. */
export async function projectBiasReport(
  hub: Hub,
  viewer: SignedInViewer,
  statement: Statement<'bias-report'>,
): Promise<Projection<BiasReportRecord>> {
  const { body, subject } = statement;
  const [checkpoint] = await hub.store.checkpoints.byCoreDigests([subject.digest]);
  if (!checkpoint) throw unknown('HUB_CHECKPOINT_UNKNOWN', 'checkpoint with the core digest', subject.digest);
  const [dataset] = await hub.store.datasets.byDigests([body.dataset]);
  if (!dataset) throw unknown('HUB_DATASET_UNKNOWN', 'dataset', body.dataset);
  const payload = parseBiasPayload(body);
  const computed = computeBiasReport(payload);

  return {
    async write(store, { logIndex }) {
      const report: BiasReportRecord = {
        logIndex,
        checkpointId: checkpoint.id,
        coreDigest: subject.digest,
        datasetDigest: body.dataset,
        attribute: body.attribute,
        payload: body,
        computed,
        verdict: computed.verdict.verdict,
        contributorId: viewer.contributor.id,
        filedAt: hub.clock.now(),
      };
      await store.bias.add(report);
      await tellOfReport(hub, store, checkpoint, report);
      return report;
    },
  };
}

function unknown(code: string, what: string, received: string) {
  return refusal(code, `no ${what} ${received} is published here`, {
    expected: `a published ${what}`,
    received,
    remedy: 'publish it first',
  });
}
