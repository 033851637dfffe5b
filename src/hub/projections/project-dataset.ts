import type { Statement } from '../../attestation/statement.ts';
import { invariant, refusal } from '../../base/errors.ts';
import { datasetNameOf } from '../../checkpoint/dataset-name.ts';
import { answerNames, inspectDataset, itemShape } from '../../checkpoint/dataset.ts';
import { parseModelName } from '../../checkpoint/model-name.ts';
import { parseLicense } from '../../license/license-expression.ts';
import type { DatasetRecord } from '../../store/dataset-repository.ts';
import type { Hub } from '../context/hub.ts';
import type { SignedInViewer } from '../context/viewer.ts';
import type { Projection } from '../statements/accept-statement.ts';
import { assertOwner } from './project-checkpoint.ts';
import { assertNoneRejected, requireArtifacts } from './require-artifacts.ts';

/** A dataset statement makes a dataset; its label counts are read from its bytes. */
export async function projectDataset(
  hub: Hub,
  viewer: SignedInViewer,
  statement: Statement<'dataset'>,
): Promise<Projection<DatasetRecord>> {
  const { body, subject } = statement;
  const name = parseModelName(body.dataset);
  assertOwner(name, viewer);
  const license = parseLicense(body.license);
  const artifacts = await requireArtifacts(hub, viewer, [{ ...body, digest: subject.digest }]);
  assertNoneRejected([body], artifacts);
  await using source = await hub.weights.openSource(subject.digest);
  const dataset = await inspectDataset(source);

  return {
    async write(store, record) {
      const [existing] = await store.datasets.byDigests([subject.digest]);
      if (existing && existing.name !== name) throw taken(existing.name, name);
      if (existing) return existing;
      const node = datasetNameOf(name);
      invariant(node, 'a dataset’s own name names it');
      await store.datasetGraph.name(node);
      return store.datasets.add({
        name,
        digest: subject.digest,
        license: license.expression,
        path: body.path,
        itemCount: dataset.n,
        kind: dataset.kind,
        shape: [...itemShape(dataset)],
        answers: [...answerNames(dataset)],
        rights: body.rights ?? null,
        limitations: body.limitations ?? null,
        tokenLength: dataset.kind === 'TOKENS' ? dataset.length : null,
        labelCounts: dataset.labelMarginals.map(({ label, count }) => ({ label: String(label), count })),
        attributes: dataset.attributes.map((each) => ({ name: each.name, values: [...each.values] })),
        publishedBy: viewer.contributor.id,
        logIndex: record.logIndex,
        withdrawalLogIndex: null,
      });
    },
    announce: () => hub.swarm.offer([{ role: 'DATASET', artifact: artifacts[0] }]),
  };
}

function taken(existing: string, received: string) {
  return refusal('HUB_DATASET_TAKEN', 'these bytes are already published as another dataset', {
    expected: existing,
    received,
    remedy: `use ${existing}`,
  });
}
