import { canonicalJson, type PlainJson } from '../base/canonical-json.ts';
import type { Artifact } from '../checkpoint/artifact.ts';
import { makeManifest, manifestDigest, type ManifestParent } from '../checkpoint/manifest.ts';
import { parseModelName } from '../checkpoint/model-name.ts';
import type { TrainingMetadata } from '../checkpoint/training-metadata.ts';
import type { Hub } from './context/hub.ts';
import { requireContributor, type Viewer } from './context/viewer.ts';
import { projectCheckpoint } from './projections/project-checkpoint.ts';
import { acceptStatement } from './statements/accept-statement.ts';
import { signForViewer } from './statements/sign-for-viewer.ts';
import { takeBytes } from './uploads/take-upload.ts';

export interface PublishCheckpoint {
  readonly model: string;
  readonly revision: string;
  readonly license: string;
  readonly artifacts: readonly Artifact[];
  readonly parents: readonly ManifestParent[];
  readonly metadata: TrainingMetadata;
}

/** Builds the manifest, signs with the viewer's hub-held key and publishes. */
export async function publishCheckpoint(hub: Hub, viewer: Viewer, input: PublishCheckpoint) {
  const signedIn = requireContributor(viewer);
  const { revision, ...parts } = input;
  const manifest = makeManifest({ ...parts, model: parseModelName(input.model) });
  const digest = manifestDigest(manifest);
  const bytes = Buffer.from(canonicalJson(manifest as unknown as PlainJson));
  const body = { model: manifest.model, revision, host: null };
  const subject = { name: `${manifest.model}@${revision}`, digest };
  const statement = await signForViewer(hub, signedIn, 'checkpoint', subject, body);
  await takeBytes(hub, signedIn, bytes, { digest, path: 'manifest.json' });
  return acceptStatement(hub, signedIn, statement, await projectCheckpoint(hub, signedIn, statement));
}
