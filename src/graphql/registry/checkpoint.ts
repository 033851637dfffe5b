import {
  templateDifference,
  type DifferenceLine,
} from '../../checkpoint/chat-template/template-difference.ts';
import { localChange } from '../../checkpoint/local-change.ts';
import { compareWeights } from '../../checkpoint/compare-weights.ts';
import { isOfferable } from '../../checkpoint/inspection.ts';
import { bestFits, inferenceBytes } from '../../checkpoint/resources.ts';
import { displayName, requirePublished } from '../../hub/context/find.ts';
import type {
  CheckpointResolvers,
  CheckpointArtifactResolvers,
  CheckpointWithdrawalResolvers,
  ResourcesResolvers,
} from '../generated/schema-types.ts';
import { parseDigest } from '../../base/digest.ts';
import { globalId, globalNumber } from '../global-id.ts';
import type { CheckpointRecord } from '../../store/checkpoint-repository.ts';
import type { Loaders } from '../loaders.ts';
import { found } from '../found.ts';

export const Checkpoint: CheckpointResolvers = {
  __resolveReference: (reference, { loaders }) =>
    'id' in reference
      ? checkpointById(globalNumber('Checkpoint', reference.id), loaders)
      : loaders.checkpointByDigest.load(parseDigest(reference.digest)),
  id: ({ id }) => globalId('Checkpoint', id),
  name: (checkpoint) => displayName(checkpoint),
  isStub: ({ digest }) => digest === null,
  isOffered: ({ state }) => isOfferable(state),
  resources: async ({ id }, _, { loaders }) => {
    const resources = (await loaders.details.load(id))?.resources;
    return resources ? { estimates: resources } : null;
  },
  compareWeights: async (here, { to }, { hub, loaders }) => {
    const there = await requirePublished(hub, to);
    const sides = [here, there].map(async ({ id }) => {
      const files = (await loaders.artifactsOf.load(id)).filter(({ role }) => role === 'WEIGHTS');
      return hub.store.tensors.keysOf(files.map(({ digest }) => digest));
    });
    const [own = [], other = []] = await Promise.all(sides);
    const { isSame, fraction, equal, onlyHere, onlyThere } = compareWeights(own, other);
    if (fraction === null) return null;
    const shown = { onlyHere: onlyHere.slice(0, NAMES_SHOWN), onlyThere: onlyThere.slice(0, NAMES_SHOWN) };
    const change = localChange(own, other);
    return { isSame, fraction, equalTensorCount: equal.length, ...shown, localChange: change };
  },
  chatTemplateChanges: async ({ id }, _, { loaders }) => {
    const own = await templatesOf(loaders, id);
    if (own.size === 0) return [];
    const changes = (await loaders.parentEdgesOf.load(id)).map(async ({ parentId }) => {
      const [parent, theirs] = [
        await loaders.checkpoint.load(parentId),
        await templatesOf(loaders, parentId),
      ];
      const names = [...own.keys()].filter((name) => theirs.has(name) && theirs.get(name) !== own.get(name));
      return names.map((name) => ({
        parent: found(parent, parentId),
        name,
        lines: aroundChanges(templateDifference(theirs.get(name) ?? '', own.get(name) ?? '')),
      }));
    });
    return (await Promise.all(changes)).flat();
  },
  conversion: ({ conversionId }, _, { loaders }) =>
    conversionId === null ? null : loaders.checkpoint.load(conversionId),
  model: ({ modelId }, _, { loaders }) => (modelId === null ? null : loaders.model.load(modelId)),
  artifacts: ({ id }, _, { loaders }) => loaders.artifactsOf.load(id),
  metadata: async ({ id }, _, { loaders }) => (await loaders.details.load(id))?.manifest?.metadata ?? null,
  withdrawal: ({ id }, _, { loaders }) => loaders.withdrawal.load(id),
  imported: ({ id }, _, { loaders }) => loaders.importedOf.load(id),
  publishedBy: ({ publishedBy }, _, { loaders }) =>
    publishedBy === null ? null : loaders.contributor.load(publishedBy),
  publishedAt: ({ digest, createdAt }) => (digest === null ? null : createdAt),
  statement: ({ logIndex }, _, { loaders }) => (logIndex === null ? null : loaders.statement.load(logIndex)),
};

export const CheckpointWithdrawal: CheckpointWithdrawalResolvers = {
  statement: async ({ logIndex }, _, { loaders }) => found(await loaders.statement.load(logIndex), logIndex),
};

/** The checkpoint of an id; that of a stub which was merged is the one it became. */
export async function checkpointById(id: number, { checkpoint }: Loaders): Promise<CheckpointRecord | null> {
  const row = await checkpoint.load(id);
  return row?.mergedIntoId ? checkpoint.load(row.mergedIntoId) : row;
}

export const CheckpointArtifact: CheckpointArtifactResolvers = {
  isOffered: ({ state }) => isOfferable(state),
  artifact: async ({ digest }, _, { loaders }) => found(await loaders.artifact.load(digest), digest),
};

/** A comparison of two models names what differs, not everything of two large ones. */
const NAMES_SHOWN = 100;

export const Resources: ResourcesResolvers = {
  inferenceBytes: ({ estimates }) => inferenceBytes(estimates),
  fits: ({ estimates }, { memoryBytes }) => {
    const best = bestFits(estimates, memoryBytes);
    return { inference: best.INFERENCE, lora: best.LORA, fullFineTune: best.FULL_FINE_TUNE };
  },
};

/** Texts by name over all files: a tokenizer's configuration, a template file, a GGUF header. */
async function templatesOf(loaders: Loaders, checkpointId: number): Promise<ReadonlyMap<string, string>> {
  const files = await loaders.artifactsOf.load(checkpointId);
  const artifacts = await Promise.all(files.map(({ digest }) => loaders.artifact.load(digest)));
  const templates = artifacts.flatMap((artifact) => artifact?.inspection.chatTemplates ?? []);
  return new Map(templates.map(({ name, text }) => [name, text]));
}

const LINES_AROUND = 2;

function aroundChanges(lines: readonly DifferenceLine[]): readonly DifferenceLine[] {
  return lines.filter((_, at) =>
    lines.slice(Math.max(0, at - LINES_AROUND), at + LINES_AROUND + 1).some(({ kind }) => kind !== 'SAME'),
  );
}
