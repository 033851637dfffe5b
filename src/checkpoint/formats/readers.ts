import { readGguf } from './gguf/gguf.ts';
import { readHdf5 } from './hdf5/hdf5.ts';
import { readImage } from './image.ts';
import { readOnnx } from './onnx.ts';
import type { FormatReport } from './format-report.ts';
import type { FileToRead, Reader } from './reader.ts';
import { readNpy } from './numpy/npy.ts';
import { readPickleFile, readUnmarkedPickle } from './pickle/read-pickle-file.ts';
import { readSafetensors } from './safetensors.ts';
import { isShardIndex, readShardIndex } from './shard-index.ts';
import { readSidecar } from './sidecar.ts';
import { readText } from './text.ts';
import { readTflite } from './tflite/tflite.ts';
import { isTfjsName, readTfjs } from './tfjs/tfjs.ts';
import { readZipContainer } from './zip/zip-container.ts';

/** The reader for what the first bytes say (`sniff.ts`), or for what an extension promises. */
export const readers: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ['safetensors', ({ source }) => readSafetensors(source)],
  ['onnx', ({ source, options }) => readOnnx(source, options)],
  ['gguf', ({ source }) => readGguf(source)],
  ['tflite', ({ source }) => readTflite(source)],
  ['zip', readZipContainer],
  ['pickle', readPickleFile],
  ['unmarked pickle', readUnmarkedPickle],
  ['npy', readNpy],
  ['hdf5', ({ source, options }) => readHdf5(source, options)],
  ...['png', 'jpeg', 'webp'].map((image): [string, Reader] => [image, (file) => readImage(image, file)]),
  ['unknown', readUnmarked],
]);

/** Extensions that are a promise: other content below them is a disguise. */
export const PROMISED_FORMATS: ReadonlyMap<string, string> = new Map([
  ['safetensors', 'safetensors'],
  ['onnx', 'onnx'],
  ['gguf', 'gguf'],
  ['tflite', 'tflite'],
  ['h5', 'hdf5'],
  ['hdf5', 'hdf5'],
]);

/** Extensions of pickles, of which protocols 0 and 1 can't be told by their first bytes. */
export const PICKLE_EXTENSIONS: ReadonlySet<string> = new Set(['pkl', 'pickle', 'pt', 'pth', 'ckpt']);

/** The extensions that weights of a format usually have. */
export const WEIGHTS_EXTENSIONS: ReadonlyMap<string, readonly string[]> = new Map([
  ['safetensors', ['safetensors']],
  ['onnx', ['onnx']],
  ['gguf', ['gguf']],
  ['tflite', ['tflite']],
  ['torch', ['pt', 'pth', 'bin', 'ckpt', 'pkl']],
  ['pickle', ['pkl', 'pickle', 'pt', 'pth', 'ckpt', 'bin']],
  ['npz', ['npz']],
  ['npy', ['npy']],
  ['hdf5', ['h5', 'hdf5', 'keras']],
]);

/** Text has no mark: its name says which kind of JSON to look for. */
async function readUnmarked(file: FileToRead): Promise<FormatReport> {
  const report = await readText(file.path, file.source);
  if (isShardIndex(file.path)) return { ...report, ...(await readShardIndex(file)) };
  const model = isTfjsName(file.path) ? await readTfjs(file) : null;
  return model ?? { ...report, ...(await readSidecar(file.path, file.source)) };
}
