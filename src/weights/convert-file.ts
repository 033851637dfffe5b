import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import path from 'node:path';
import type { ByteSource } from '../base/byte-source.ts';
import { digestOfHex, type Digest } from '../base/digest.ts';
import type { ArtifactRole } from '../checkpoint/artifact.ts';
import { artifactPathKey, freeArtifactPath } from '../checkpoint/artifact-path.ts';
import { archiveMembers, type ArchiveMember } from '../checkpoint/archive-members.ts';
import {
  planConversion,
  type ConversionOutput,
  type ConversionPlan,
} from '../checkpoint/convert-to-safetensors.ts';
import { isRefusal, refusal } from '../base/errors.ts';

export interface Conversion {
  readonly outputs: readonly ConvertedFile[];
  /** What no output holds, and why, one sentence each. */
  readonly notes: readonly string[];
}

export interface ConvertedFile {
  /** Its path in a checkpoint, beside the source's. */
  readonly path: string;
  readonly role: ArtifactRole;
  readonly sizeBytes: number;
  readonly digest: Digest;
  /** Where it was written, under the folder that was given. */
  readonly file: string;
}

/**
 * Writes a legacy file's tensors as safetensors into `folder`, under numbers; of an archive, those of each member that
 * can be converted. Refuses with `CHECKPOINT_NOT_CONVERTIBLE` where nothing can.
 */
export async function convertFile(
  source: ByteSource,
  name: string,
  folder: string,
  onProgress: (bytesDone: number) => void,
): Promise<Conversion> {
  const { outputs, notes } = await planOf(source, name);
  assertInProportion(outputs, source.sizeBytes);
  const taken = new Set<string>();
  const written: ConvertedFile[] = [];
  let bytesDone = 0;
  for (const [i, output] of outputs.entries()) {
    const file = path.join(folder, `${i}.safetensors`);
    const digest = await write(file, output, (bytes) => onProgress((bytesDone += bytes)));
    const { path: outputPath, role, lengthBytes } = output;
    const free = freeArtifactPath(outputPath, taken);
    taken.add(artifactPathKey(free));
    written.push({ path: free, role, sizeBytes: lengthBytes, digest, file });
  }
  return { outputs: written, notes };
}

/** Tensors that share a storage are written once each, tied embeddings for instance; a few bytes must not fill a disk. */
const TIMES_SOURCE_MAX = 2;
const BYTES_FREE = 1 << 16;

function assertInProportion(outputs: readonly ConversionOutput[], sourceBytes: number): void {
  const bytes = outputs.reduce((sum, { lengthBytes }) => sum + lengthBytes, 0);
  const bytesMax = TIMES_SOURCE_MAX * sourceBytes + BYTES_FREE;
  if (bytes <= bytesMax) return;
  throw refusal(
    'WEIGHTS_CONVERSION_TOO_LARGE',
    'the tensors of this file share so much that converted they are larger',
    {
      expected: `at most ${bytesMax} bytes`,
      received: `${bytes} bytes`,
    },
  );
}

async function planOf(source: ByteSource, name: string): Promise<ConversionPlan> {
  try {
    return await planConversion(name, source);
  } catch (error) {
    if (!isRefusal(error) || error.code !== 'CHECKPOINT_ARCHIVE') throw error;
    const plans: ConversionPlan[] = [];
    for (const member of await archiveMembers(source)) plans.push(await planOfMember(member));
    if (plans.every(({ outputs }) => outputs.length === 0)) throw error;
    return { outputs: plans.flatMap(({ outputs }) => outputs), notes: plans.flatMap(({ notes }) => notes) };
  }
}

async function planOfMember(member: ArchiveMember): Promise<ConversionPlan> {
  try {
    return await planConversion(member.name, await member.open());
  } catch (error) {
    if (isRefusal(error)) return { outputs: [], notes: [`${member.name} stays behind: ${error.message}`] };
    throw error;
  }
}

async function write(file: string, output: ConversionOutput, took: (bytes: number) => void): Promise<Digest> {
  const hash = createHash('sha256');
  const handle = await open(file, 'wx');
  try {
    for await (const chunk of output.chunks()) {
      hash.update(chunk);
      await handle.writeFile(chunk);
      took(chunk.byteLength);
    }
  } finally {
    await handle.close();
  }
  return digestOfHex(hash.digest('hex'));
}
