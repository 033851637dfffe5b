import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { digestOf, hexOf } from '../../base/digest.ts';

/** Caches as their programs leave them, in a folder of a test's. */
export class CacheFolder implements AsyncDisposable {
  readonly root: string;

  private constructor(root: string) {
    this.root = root;
  }

  static async open(): Promise<CacheFolder> {
    return new CacheFolder(await mkdtemp(path.join(tmpdir(), 'heirloom-caches-')));
  }

  async write(name: string, bytes: Uint8Array | string): Promise<string> {
    const file = path.join(this.root, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, bytes);
    return file;
  }

  async link(name: string, target: string): Promise<void> {
    const place = path.join(this.root, name);
    await mkdir(path.dirname(place), { recursive: true });
    await symlink(target, place);
  }

  /** A file of a repository as the clients of Hugging Face keep it; answers the blob's place. */
  async huggingFaceFile(
    repository: string,
    name: string,
    bytes: Uint8Array | string,
    etag: string = hexOf(digestOf(bytes)),
  ): Promise<string> {
    const folder = `huggingface/hub/models--${repository.replace('/', '--')}`;
    const blob = await this.write(`${folder}/blobs/${etag}`, bytes);
    await this.write(`${folder}/refs/main`, COMMIT);
    const up = '../'.repeat(name.split('/').length + 1);
    await this.link(`${folder}/snapshots/${COMMIT}/${name}`, `${up}blobs/${etag}`);
    return blob;
  }

  /** A model of Ollama: one blob, and the manifest that names it. */
  async ollamaModel(
    name: string,
    bytes: Uint8Array | string,
    hex: string = hexOf(digestOf(bytes)),
  ): Promise<string> {
    const layer = {
      mediaType: 'application/vnd.ollama.image.model',
      digest: `sha256:${hex}`,
      size: bytes.length,
    };
    const manifest = {
      schemaVersion: 2,
      mediaType: 'application/vnd.docker.distribution.manifest.v2+json',
      layers: [layer],
    };
    const place = `ollama/models/manifests/registry.ollama.ai/library/${name.replace(':', '/')}`;
    await this.write(place, JSON.stringify(manifest));
    return this.write(`ollama/models/blobs/sha256-${hex}`, bytes);
  }

  /** Makes a file one that can't be read; false where this machine has no way to. */
  async makeUnreadable(file: string): Promise<boolean> {
    if (process.platform === 'win32') return false;
    if (process.getuid?.() !== 0) await chmod(file, 0);
    else {
      // The superuser reads whatever a mode forbids, but not what the kernel only takes.
      if (!existsSync(WRITE_ONLY)) return false;
      await rm(file);
      await symlink(WRITE_ONLY, file);
    }
    return true;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await rm(this.root, { recursive: true, force: true });
  }
}

const WRITE_ONLY = '/sys/bus/cpu/uevent';
const COMMIT = '0123456789abcdef0123456789abcdef01234567';
