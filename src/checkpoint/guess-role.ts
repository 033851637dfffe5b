import type { ArtifactRole } from './artifact.ts';
import type { Inspection } from './inspection.ts';
import { isModelTensor } from './weights-identity.ts';

/** The role a file most likely has, by what is in it first and by its name where the content can't tell. */
export function guessRole(path: string, inspection: Inspection): ArtifactRole {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  return roleOfTensors(name, inspection) ?? roleOfName(name) ?? 'OTHER';
}

function roleOfTensors(name: string, inspection: Inspection): ArtifactRole | null {
  if (!TENSOR_FORMATS.has(inspection.format)) return null;
  if (isDataset(inspection)) return 'DATASET';
  const holdsModel = inspection.tensors.some(isModelTensor);
  if (inspection.hasOptimizerState && !holdsModel) return 'OPTIMIZER';
  return !holdsModel && /^(optimizer|scheduler|training_state|rng_state)/.test(name)
    ? 'OPTIMIZER'
    : 'WEIGHTS';
}

/** Items and what belongs to them, and nothing else: a model may have a tensor of such a name too. */
function isDataset({ format, tensors }: Inspection): boolean {
  if (format !== 'safetensors') return false;
  const names = tensors
    .map(({ name }) => name)
    .toSorted()
    .join(' ');
  return names === 'images labels' || /^(attention_mask )?input_ids( labels)?$/.test(names);
}

function roleOfName(name: string): ArtifactRole | null {
  return NAMES.find(([pattern]) => pattern.test(name))?.[1] ?? null;
}

const TENSOR_FORMATS = new Set([
  'safetensors',
  'onnx',
  'gguf',
  'pickle',
  'torch',
  'npz',
  'npy',
  'zip',
  'hdf5',
  'tflite',
  'tfjs',
]);

const NAMES: readonly (readonly [RegExp, ArtifactRole])[] = [
  [/^(license|licence|notice|copying)([.-].*)?$/, 'LICENSE'],
  [/^(readme|model_?card)(\..*)?$/, 'CARD'],
  [
    /^(tokenizer|vocab|merges|special_tokens_map|added_tokens|chat_template|spiece|sentencepiece)/,
    'TOKENIZER',
  ],
  [/^(metadata|training_args|trainer_state|training)\.(json|ya?ml)$/, 'METADATA'],
  [/(^|_)config\.(json|ya?ml)$|^architecture\.json$|\.index\.json$/, 'ARCHITECTURE'],
  [/\.(csv|tsv|jsonl|parquet|arrow)$/, 'DATASET'],
];
