import { createReadStream } from 'node:fs';
import { chmod, constants, copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { digestOfStream, type Digest } from '../base/digest.ts';

/** Copies of what one job needs, and the one file it may write; gone when disposed. */
export interface WorkFolder extends AsyncDisposable {
  /** Alone in its folder: the runtime reads external data beside a model, and labels must not be there. */
  readonly modelFile: string;
  readonly modelDigest: Digest;
  readonly datasetFile: string;
  readonly datasetDigest: Digest;
  readonly itemsFile: string;
  /** Where the child starts: the runtime resolves some names against it. */
  readonly emptyFolder: string;
}

export async function makeWorkFolder(modelFile: string, datasetFile: string): Promise<WorkFolder> {
  const root = await mkdtemp(join(tmpdir(), 'heirloom-job-'));
  const remove = () => rm(root, { recursive: true, force: true });
  try {
    const model = await copyInto(join(root, 'model'), 'model.onnx', modelFile);
    const dataset = await copyInto(join(root, 'data'), 'dataset.safetensors', datasetFile);
    await mkdir(join(root, 'empty'));
    await writeFile(join(root, 'items.safetensors'), '', { mode: 0o600 });
    return {
      modelFile: model.file,
      modelDigest: model.digest,
      datasetFile: dataset.file,
      datasetDigest: dataset.digest,
      itemsFile: join(root, 'items.safetensors'),
      emptyFolder: join(root, 'empty'),
      [Symbol.asyncDispose]: remove,
    };
  } catch (error) {
    await remove();
    throw error;
  }
}

/** A copy, never a hard link: what the child does to its file must not reach the original. */
async function copyInto(
  folder: string,
  name: string,
  source: string,
): Promise<{ file: string; digest: Digest }> {
  const file = join(folder, name);
  await mkdir(folder);
  await copyFile(source, file, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE);
  await chmod(file, 0o400);
  // Of the copy, so that no change of the original in between goes unseen.
  return { file, digest: await digestOfStream(createReadStream(file)) };
}
