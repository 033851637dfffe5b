import path from 'node:path';
import { expect, test } from 'vitest';
import { CacheFolder } from './cache-fixture.ts';
import { isComfyUiCache, readComfyUiCache } from './comfyui-cache.ts';

async function comfyUi(cache: CacheFolder): Promise<string> {
  await cache.write('ComfyUI/models/checkpoints/sd/base.safetensors', 'weights');
  await cache.write('ComfyUI/models/loras/style.GGUF', 'lora');
  await cache.write('ComfyUI/models/loras/put_loras_here', '');
  await cache.write('ComfyUI/models/vae/.cache/vae.pt', 'hidden');
  await cache.write('ComfyUI/custom_nodes/other.safetensors', 'not a model folder');
  return path.join(cache.root, 'ComfyUI');
}

test('finds weights below its models, from either folder, without a namedDigest', async () => {
  await using cache = await CacheFolder.open();
  const folder = await comfyUi(cache);
  for (const named of [folder, path.join(folder, 'models')]) {
    expect(await isComfyUiCache(named)).toBe(true);
    const { files } = await readComfyUiCache(named);
    expect(files).toMatchObject([
      { name: 'checkpoints/sd/base.safetensors', sizeBytes: 7, namedDigest: null },
      { name: 'loras/style.GGUF', sizeBytes: 4, namedDigest: null },
    ]);
  }
});

test('is no folder that has one such name by chance', async () => {
  await using cache = await CacheFolder.open();
  await cache.write('training/checkpoints/step-1.pt', 'x');
  expect(await isComfyUiCache(path.join(cache.root, 'training'))).toBe(false);
});
