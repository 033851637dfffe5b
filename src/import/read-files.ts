import { isObject } from '../base/is-object.ts';
import { countOf, textOf, type Fields } from './fields.ts';
import type { ImportedFile } from './imported-model.ts';

/** The largest listings hold about 30,000 files; the API itself cuts them. */
const FILES_MAX = 50_000;

/** A row's files: objects of the API, or bare names. */
export function readFiles(row: Fields): readonly ImportedFile[] | undefined {
  return row.list(['siblings'], 'a file with its rfilename, or a name', FILES_MAX, fileOf);
}

function fileOf(value: unknown): ImportedFile | undefined {
  const file = isObject(value) ? value : { rfilename: value };
  const path = textOf(file['rfilename']);
  if (path === undefined || path.length === 0) return undefined;
  const lfs = isObject(file['lfs']) ? file['lfs'] : NOT_LARGE;
  const found: { path: string; sizeBytes?: number; sha256?: string } = { path };
  const sizeBytes = countOf(lfs['size']) ?? countOf(file['size']);
  if (sizeBytes !== undefined) found.sizeBytes = sizeBytes;
  const sha256 = sha256Of(lfs['sha256'] ?? lfs['oid']);
  if (sha256 !== undefined) found.sha256 = sha256;
  return found;
}

const NOT_LARGE: Readonly<Record<string, unknown>> = {};

function sha256Of(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  const hex = value.replace(/^sha256:/, '').toLowerCase();
  return /^[0-9a-f]{64}$/.test(hex) ? hex : undefined;
}

/** Whether a file holds weights: a checkpoint is the same only if all of these are. */
export function isWeightsPath(path: string): boolean {
  if (TRAINING_STATE.test(path)) return false;
  return /\.(safetensors|bin|pt|pth|ckpt|gguf|onnx|onnx_data|h5|msgpack|npz|tflite|mlmodel|pkl|joblib|keras)$/i.test(
    path,
  );
}

// What trainers leave beside the weights; the same settings make the same bytes in many repositories.
const TRAINING_STATE = /(^|\/)(training_args\.bin|optimizer[^/]*|scheduler[^/]*|rng_state[^/]*|scaler\.pt)$/;
