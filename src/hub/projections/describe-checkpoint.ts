import type { Architecture, ArtifactState } from '../../checkpoint/inspection.ts';
import type { Manifest } from '../../checkpoint/manifest.ts';
import { estimateResources } from '../../checkpoint/resources.ts';
import { weightsIdentity } from '../../checkpoint/weights-identity.ts';
import type { ArtifactRecord } from '../../store/artifact-repository.ts';
import type { SizedTensor } from '../../store/tensor-repository.ts';
import { rankOf } from './verdict.ts';
import type { Store } from '../../store/store.ts';

/** What the hub itself found out about a checkpoint by inspecting its files; never taken from a claim. */
export async function describeCheckpoint(
  store: Store,
  manifest: Manifest,
  artifacts: readonly ArtifactRecord[],
) {
  const weights = weightsOf(manifest, artifacts);
  const tensors = await store.tensors.keysOf(weights.map(({ digest }) => digest));
  return {
    weightsIdentity: identityOf(weights, tensors),
    architecture: architectureName(artifacts),
    parameterCount:
      weights.length > 0 ? sum(weights.map(({ inspection }) => inspection.parameterCount ?? 0)) : null,
    sizeBytes: sum(artifacts.map(({ sizeBytes }) => sizeBytes)),
    resources: tensors.length > 0 ? estimateResources({ tensors, architecture: networkOf(artifacts) }) : null,
    state: worstState(weights),
  };
}

// A configuration says most of a network; a graph or a header, where there is none.
function networkOf(artifacts: readonly ArtifactRecord[]): Architecture | null {
  const found = artifacts.flatMap(({ inspection }) => inspection.architecture ?? []);
  return found.find(({ dimensions }) => Object.keys(dimensions).length > 0) ?? found[0] ?? null;
}

/** The files that hold the weights. */
function weightsOf(manifest: Manifest, artifacts: readonly ArtifactRecord[]): readonly ArtifactRecord[] {
  return artifacts.filter((_, i) => manifest.artifacts[i]?.role === 'WEIGHTS');
}

// One file's identity is known; shards have one only together.
function identityOf(weights: readonly ArtifactRecord[], tensors: readonly SizedTensor[]): string | null {
  // Parts hold bytes of a table's tensors and no table of their own.
  const [only, ...others] = weights.filter(({ tensorCount }) => tensorCount > 0);
  return only && others.length === 0 ? only.weightsIdentity : weightsIdentity(tensors);
}

// One quarantined weights file holds the whole checkpoint back; a quarantined extra file only itself.
function worstState(weights: readonly ArtifactRecord[]): ArtifactState {
  const states = weights.map(({ state }) => state);
  return states.toSorted((a, b) => rankOf(a) - rankOf(b))[0] ?? 'QUARANTINED';
}

// Operators with learned weights say what kind of network it is; the others are plumbing.
const LEARNED_OPS = ['Conv', 'ConvTranspose', 'Gemm', 'MatMul', 'LSTM', 'GRU', 'RNN', 'Attention', 'Gather'];

function architectureName(artifacts: readonly ArtifactRecord[]): string | null {
  for (const { format, inspection } of artifacts) {
    if (!inspection.architecture) continue;
    const { family, opHistogram } = inspection.architecture;
    if (family !== null) return family;
    return `${format}:${LEARNED_OPS.filter((op) => opHistogram[op]).join('+') || 'other'}`;
  }
  return null;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, n) => total + n, 0);
}
