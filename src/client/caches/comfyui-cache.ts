import path from 'node:path';
import { namedDigestOf, type Cache } from './cached-file.ts';
import { foldersIn } from './folders-in.ts';
import { walkFolder } from './walk-folder.ts';

/** Folders by kind that image programs share; the ones a folder is known by. */
const KINDS: ReadonlySet<string> = new Set([
  'checkpoints',
  'clip',
  'controlnet',
  'diffusion_models',
  'embeddings',
  'loras',
  'text_encoders',
  'unet',
  'upscale_models',
  'vae',
]);

const WEIGHTS = /\.(safetensors|sft|ckpt|gguf|pt|pth|bin|onnx)$/i;

/** Whether this is `ComfyUI/models` or the folder above it: at least two folders by kind. */
export async function isComfyUiCache(folder: string): Promise<boolean> {
  return (await modelsFolder(folder)) !== null;
}

/** Files have names of people's own: what they are only their bytes say. */
export async function readComfyUiCache(folder: string): Promise<Cache> {
  const models = (await modelsFolder(folder)) ?? folder;
  const { files, passedOver } = await walkFolder(models, { isWanted: (name) => !name.startsWith('.') });
  const weights = files.filter(({ name }) => WEIGHTS.test(name));
  return {
    kind: 'COMFYUI',
    folder,
    files: weights.map((walked) => ({ ...walked, namedDigest: namedDigestOf(path.basename(walked.name)) })),
    passedOver,
  };
}

async function modelsFolder(folder: string): Promise<string | null> {
  for (const candidate of [folder, path.join(folder, 'models')]) {
    const kinds = (await foldersIn(candidate)).filter((name) => KINDS.has(name));
    if (kinds.length >= 2) return candidate;
  }
  return null;
}
