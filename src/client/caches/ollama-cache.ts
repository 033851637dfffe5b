import { open } from 'node:fs/promises';
import path from 'node:path';
import { namedDigestOf, type Cache, type CachedFile, type PassedOver } from './cached-file.ts';
import { foldersIn } from './folders-in.ts';
import { walkFolder } from './walk-folder.ts';

/** Whether this is `~/.ollama/models`: manifests, and blobs named by sha256. */
export async function isOllamaCache(folder: string): Promise<boolean> {
  const names = await foldersIn(folder);
  return names.includes('blobs') && names.includes('manifests');
}

/** Blobs are `sha256-<hex>`; manifests `<registry>/<namespace>/<model>/<tag>` say which model has which. */
export async function readOllamaCache(folder: string): Promise<Cache> {
  const manifests = await walkFolder(path.join(folder, 'manifests'));
  const passedOver: PassedOver[] = [...manifests.passedOver];
  const names = new Map<string, string>();
  for (const { file, name } of manifests.files) {
    const layers = layersOf(await readBounded(file));
    if (layers === null) passedOver.push({ path: file, reason: 'UNREADABLE' });
    for (const { digest, kind } of layers ?? []) names.set(digest, `${modelOf(name)} ${kind}`);
  }
  const blobs = await walkFolder(path.join(folder, 'blobs'), {
    isWanted: (name) => namedDigestOf(name) !== null,
  });
  passedOver.push(...blobs.passedOver);
  const files = blobs.files.map(({ file, name, sizeBytes }): CachedFile => {
    const namedDigest = namedDigestOf(name);
    return { file, name: names.get(namedDigest?.value ?? '') ?? name, sizeBytes, namedDigest };
  });
  return { kind: 'OLLAMA', folder, files, passedOver };
}

interface Layer {
  readonly digest: string;
  /** `model`, `adapter`, `template`, `params`, `license`, … */
  readonly kind: string;
}

/** The layers that a manifest names; null for what is none. */
function layersOf(bytes: Uint8Array | null): readonly Layer[] | null {
  try {
    const { layers } = JSON.parse(Buffer.from(bytes ?? []).toString('utf8')) as { layers?: unknown };
    if (!Array.isArray(layers)) return null;
    return layers.slice(0, LAYERS_MAX).flatMap((layer) => layerOf(layer) ?? []);
  } catch {
    return null;
  }
}

function layerOf(layer: unknown): Layer | null {
  if (typeof layer !== 'object' || layer === null) return null;
  const { digest, mediaType } = layer as Record<string, unknown>;
  const namedDigest = namedDigestOf(String(digest));
  const kind = /^application\/vnd\.ollama\.image\.([a-z.]{1,30})$/.exec(String(mediaType))?.[1];
  return namedDigest && { digest: namedDigest.value, kind: kind ?? 'layer' };
}

/** `registry.ollama.ai/library/llama3/8b` is what people call `llama3:8b`. */
function modelOf(name: string): string {
  const parts = name.split('/');
  const tag = parts.pop() ?? '';
  const owner = parts.slice(1).filter((part) => part !== 'library');
  return `${owner.join('/') || parts.join('/')}:${tag}`;
}

/** A real one has a dozen layers and a kilobyte. */
const LAYERS_MAX = 1000;
const MANIFEST_BYTES_MAX = 1 << 20;

async function readBounded(file: string): Promise<Uint8Array | null> {
  try {
    await using handle = await open(file, 'r');
    const bytes = Buffer.alloc(MANIFEST_BYTES_MAX + 1);
    const { bytesRead } = await handle.read(bytes, 0, bytes.byteLength, 0);
    return bytesRead > MANIFEST_BYTES_MAX ? null : bytes.subarray(0, bytesRead);
  } catch {
    return null;
  }
}
