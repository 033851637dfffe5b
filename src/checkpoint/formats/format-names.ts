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

/** Extensions that loaders unpickle: under them only what this hub read as a pickle may pass. */
export const UNPICKLED_EXTENSIONS: ReadonlySet<string> = new Set([
  ...PICKLE_EXTENSIONS,
  ...'bin joblib jbl dill cloudpickle sav p pk pckl mar'.split(' '),
]);

/** Formats that are no pickles to us; a polyglot of one and a pickle is both, and its name decides who opens it. */
export const OTHER_FORMATS: ReadonlySet<string> = new Set([
  'safetensors',
  'onnx',
  'gguf',
  'tflite',
  'hdf5',
  'npy',
  'png',
  'jpeg',
  'webp',
]);
