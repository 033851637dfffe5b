import { isDigest, parseDigest } from '../base/digest.ts';
import { refusal } from '../base/errors.ts';
import type { Hub } from './context/hub.ts';
import { requireContributor, type Viewer } from './context/viewer.ts';
import { projectDatasetWithdrawal } from './projections/project-withdrawal.ts';
import { acceptStatement } from './statements/accept-statement.ts';
import { signForViewer } from './statements/sign-for-viewer.ts';

export interface WithdrawDataset {
  /** A digest, or a name for what was published last under it. */
  readonly dataset: string;
  readonly reason: string;
}

/** Takes a dataset of the viewer's back, signed with the hub-held key; it reaches everything that was trained on it. */
export async function withdrawDataset(
  hub: Hub,
  viewer: Viewer,
  { dataset: reference, reason }: WithdrawDataset,
) {
  const signedIn = requireContributor(viewer);
  const [byDigest] = isDigest(reference) ? await hub.store.datasets.byDigests([reference]) : [];
  const dataset = byDigest ?? (await hub.store.datasets.findByName(reference));
  if (!dataset)
    throw refusal('HUB_DATASET_UNKNOWN', `no dataset ${reference} is published here`, {
      received: reference,
    });
  const subject = { name: dataset.name, digest: parseDigest(dataset.digest) };
  const body = { of: 'DATASET', parent: null, kind: null, reason } as const;
  const statement = await signForViewer(hub, signedIn, 'withdrawal', subject, body);
  return acceptStatement(hub, signedIn, statement, await projectDatasetWithdrawal(hub, signedIn, statement));
}
