import type { Digest } from '../base/digest.ts';
import type { Hub } from './context/hub.ts';
import { requireContributor, type Viewer } from './context/viewer.ts';
import { projectDataset } from './projections/project-dataset.ts';
import { acceptStatement } from './statements/accept-statement.ts';
import { signForViewer } from './statements/sign-for-viewer.ts';

export interface PublishDataset {
  readonly dataset: string;
  readonly license: string;
  readonly digest: Digest;
  readonly sizeBytes: number;
  readonly path: string;
}

/** Signs with the viewer's hub-held key and publishes an uploaded file as a dataset. */
export async function publishDataset(hub: Hub, viewer: Viewer, input: PublishDataset) {
  const signedIn = requireContributor(viewer);
  const { digest, ...body } = input;
  const statement = await signForViewer(hub, signedIn, 'dataset', { name: input.dataset, digest }, body);
  return acceptStatement(hub, signedIn, statement, await projectDataset(hub, signedIn, statement));
}
