import type { FormatReport } from './format-report.ts';
import type { FileToRead, Reader } from './reader.ts';

/**
 * The reader for what the first bytes say (`sniff.ts`), or for what an extension promises. Each is loaded when the first
 * such file comes: most threads and commands meet one or two formats.
 */
export const readers: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ['safetensors', async ({ source }) => (await import('./safetensors.ts')).readSafetensors(source)],
  ['onnx', async ({ source, options }) => (await import('./onnx.ts')).readOnnx(source, options)],
  ['gguf', async ({ source }) => (await import('./gguf/gguf.ts')).readGguf(source)],
  ['tflite', async ({ source }) => (await import('./tflite/tflite.ts')).readTflite(source)],
  ['zip', async (file) => (await import('./zip/zip-container.ts')).readZipContainer(file)],
  ['pickle', async (file) => (await import('./pickle/read-pickle-file.ts')).readPickleFile(file)],
  [
    'unmarked pickle',
    async (file) => (await import('./pickle/read-pickle-file.ts')).readUnmarkedPickle(file),
  ],
  ['npy', async (file) => (await import('./numpy/npy.ts')).readNpy(file)],
  ['hdf5', async ({ source, options }) => (await import('./hdf5/hdf5.ts')).readHdf5(source, options)],
  ...['png', 'jpeg', 'webp'].map((image): [string, Reader] => [
    image,
    async (file) => (await import('./image.ts')).readImage(image, file),
  ]),
  ['unknown', readUnmarked],
]);

/** Text has no mark: its name says which kind of JSON to look for. */
async function readUnmarked(file: FileToRead): Promise<FormatReport> {
  const report = await (await import('./text.ts')).readText(file.path, file.source);
  const { isShardIndex, readShardIndex } = await import('./shard-index.ts');
  if (isShardIndex(file.path)) return { ...report, ...(await readShardIndex(file)) };
  const { isTfjsName, readTfjs } = await import('./tfjs/tfjs.ts');
  const model = isTfjsName(file.path) ? await readTfjs(file) : null;
  const { readSidecar } = await import('./sidecar.ts');
  return model ?? { ...report, ...(await readSidecar(file.path, file.source)) };
}
