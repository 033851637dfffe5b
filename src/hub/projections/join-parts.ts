import path from 'node:path';
import { parseDigest } from '../../base/digest.ts';
import type { Manifest } from '../../checkpoint/manifest.ts';
import { isCodeName } from '../../checkpoint/judge-name.ts';
import type { ArtifactRecord } from '../../store/artifact-repository.ts';
import type { Examination } from '../../weights/examination.ts';
import type { Hub } from '../context/hub.ts';
import { rankOf, seenAs } from './verdict.ts';
import { UNPICKLED_EXTENSIONS } from '../../checkpoint/formats/format-names.ts';
import { externalData } from '../../checkpoint/findings/external-data.ts';
import { isShardIndex } from '../../checkpoint/formats/shard-index.ts';
import { vouchedPart } from '../../checkpoint/inspection.ts';
import { extensionOf } from '../../checkpoint/formats/text.ts';
import { replaceInspection } from '../uploads/record-examination.ts';

/**
 * Files that point into others (ONNX with external data, a TFJS manifest, a shard index) are inspected again together
 * with what lies beside them in the manifest. The result is this checkpoint's alone: the same graph beside other data
 * is another thing. Bytes that a good table accounts for to the last one are vouched for by it.
 */
export async function joinParts(
  hub: Hub,
  manifest: Manifest,
  artifacts: readonly ArtifactRecord[],
): Promise<readonly ArtifactRecord[]> {
  const joined = [...artifacts];
  const placeOf = (name: string) => manifest.artifacts.findIndex((artifact) => artifact.path === name);
  for (const [i, { path: name }] of manifest.artifacts.entries()) {
    const artifact = joined[i];
    if (!artifact || !pointsElsewhere(artifact, name)) continue;
    const siblings = siblingsOf(hub, manifest, name);
    if (Object.keys(siblings).length === 0) continue;
    const answer = await hub.weights.inspectAgain(parseDigest(artifact.digest), name, siblings);
    joined[i] = await keep(hub, artifact, name, answer);
    if (answer.inspection.state !== 'VERIFIED') continue;
    for (const part of answer.inspection.parts) {
      const at = placeOf(path.posix.join(path.posix.dirname(name), part));
      const record = joined[at];
      if (record) joined[at] = await vouch(hub, record, part);
    }
  }
  return joined;
}

/** By what its inspection found; an index of shards is plain JSON to who sees it alone. Most models are whole. */
function pointsElsewhere({ inspection }: ArtifactRecord, name: string): boolean {
  const wantsOthers = inspection.findings.some(({ rule }) => rule === externalData.id);
  const isTable = wantsOthers || inspection.format === 'tfjs' || inspection.parts.length > 0;
  return isTable || isShardIndex(name);
}

function siblingsOf(hub: Hub, manifest: Manifest, name: string): Record<string, string> {
  const folder = path.posix.dirname(name);
  const beside = manifest.artifacts.filter(
    (other) => other.path !== name && path.posix.dirname(other.path) === folder,
  );
  return Object.fromEntries(
    beside.map((other) => [path.posix.basename(other.path), hub.weights.pathOf(other.digest)]),
  );
}

// What is kept of the file itself only ever gets better; what this checkpoint sees is what was found now.
async function keep(
  hub: Hub,
  artifact: ArtifactRecord,
  name: string,
  answer: Pick<Examination, 'inspection' | 'blockDigests'>,
): Promise<ArtifactRecord> {
  if (rankOf(answer.inspection.state) > rankOf(artifact.state))
    await hub.store.transaction((store) =>
      replaceInspection(store, parseDigest(artifact.digest), name, answer),
    );
  return seenAs(artifact, answer);
}

/**
 * Raw data is vouched for in this checkpoint only, and not where a loader might take it for a pickle: by a name that
 * loaders unpickle, or because its first bytes ask for a global.
 */
async function vouch(hub: Hub, artifact: ArtifactRecord, name: string): Promise<ArtifactRecord> {
  if (artifact.state !== 'QUARANTINED' || isCodeName(name) || isUnpickledName(name)) return artifact;
  const { inspection: asPickle } = await hub.weights.inspectAgain(parseDigest(artifact.digest), 'part.pkl');
  if (asPickle.pickleGlobals.length > 0 || asPickle.state === 'VERIFIED_LEGACY') return artifact;
  if (asPickle.findings.some(({ rule }) => PICKLE_RULES.has(rule))) return artifact;
  const inspection = vouchedPart(artifact.inspection);
  return { ...artifact, format: inspection.format, state: inspection.state, inspection };
}

/** What TensorFlow.js and ONNX exporters call their data is fine; a `pytorch_model.bin` is for torch.load. */
function isUnpickledName(name: string): boolean {
  return UNPICKLED_EXTENSIONS.has(extensionOf(name)) && !DATA_NAME.test(path.posix.basename(name));
}

const DATA_NAME = /^(group\d+-shard\d+of\d+|weights(_\d+)?)\.bin$/i;
const PICKLE_RULES: ReadonlySet<string> = new Set([
  'CHECKPOINT_PICKLE_GLOBAL',
  'CHECKPOINT_PICKLE_OPERATION',
]);
