import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { refusal } from '../base/errors.ts';
import { parseArtifactPath, type ArtifactPath } from '../checkpoint/artifact-path.ts';
import type { ArtifactRole } from '../checkpoint/artifact.ts';
import { vouchedPart } from '../checkpoint/inspection.ts';
import { guessRole } from '../checkpoint/guess-role.ts';
import type { Examination } from '../weights/examination.ts';
import { Examiner, type FileToExamine } from '../weights/examiner.ts';

/** A file of this machine as an artifact to be: examined here first, by the same readers as on the hub. */
export interface CollectedFile {
  readonly file: string;
  readonly path: ArtifactPath;
  readonly role: ArtifactRole;
  readonly examination: Examination;
}

/** The sizes of all that `collectFiles` would read, for a progress bar. */
export async function sizeOfFiles(inputs: readonly string[]): Promise<number> {
  const files = (await Promise.all(inputs.map(filesBelow))).flat();
  const sizes = await Promise.all(files.map(async ([file]) => (await stat(file)).size));
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** Every file named, and every file below each folder named; hidden files are left out. */
export async function collectFiles(
  inputs: readonly string[],
  onProgress: (path: string, bytesDone: number) => void,
  options: NonNullable<FileToExamine['options']> = {},
): Promise<readonly CollectedFile[]> {
  await using examiner = new Examiner();
  const files = (await Promise.all(inputs.map(filesBelow))).flat();
  const found: CollectedFile[] = [];
  for (const [file, name] of files) {
    const artifactPath = parseArtifactPath(name);
    const question = { file, path: name, siblings: siblingsOf(name, files), options };
    const examination = await examiner.examine(question, (bytes) => onProgress(artifactPath, bytes));
    onProgress(artifactPath, examination.sizeBytes);
    const role = guessRole(artifactPath, examination.inspection);
    found.push({ file, path: artifactPath, role, examination });
  }
  if (found.length > 0) return withPartsAsWeights(found);
  throw refusal('CLIENT_NO_FILES', 'there is nothing to publish', {
    expected: 'files, or a folder with files',
    received: inputs.join(' '),
  });
}

/** Data that a good table beside it accounts for is weights, whatever it is called. */
function withPartsAsWeights(files: readonly CollectedFile[]): readonly CollectedFile[] {
  const tables = files.filter(({ examination }) => examination.inspection.state === 'VERIFIED');
  const parts = new Set(
    tables.flatMap(({ path: name, examination: { inspection } }) =>
      inspection.parts.map((part) => path.posix.join(path.posix.dirname(name), part)),
    ),
  );
  return files.map((file) => (parts.has(file.path) ? asPart(file) : file));
}

function asPart({ examination, ...file }: CollectedFile): CollectedFile {
  const { inspection } = examination;
  const isRaw = inspection.state === 'QUARANTINED';
  return {
    ...file,
    role: 'WEIGHTS',
    examination: { ...examination, inspection: isRaw ? vouchedPart(inspection) : inspection },
  };
}

/** Models with external data, indexes, manifests of weights. */
const POINTING = /\.(onnx|json)$/i;

type FileBelow = readonly [file: string, name: string];

/** What lies in the same folder: tables that point into other files are checked against them. */
function siblingsOf(name: string, files: readonly FileBelow[]): Record<string, string> {
  const folder = path.posix.dirname(name);
  if (!POINTING.test(name)) return {};
  const beside = files.filter(([, other]) => other !== name && path.posix.dirname(other) === folder);
  return Object.fromEntries(beside.map(([file, other]) => [path.posix.basename(other), file]));
}

async function filesBelow(input: string): Promise<readonly FileBelow[]> {
  const facts = await stat(input).catch(() => null);
  if (!facts)
    throw refusal('CLIENT_FILE_MISSING', `there is no ${input}`, {
      expected: 'a file or folder that exists',
      received: input,
    });
  if (facts.isFile()) return [[input, path.basename(input)]];
  const entries = await readdir(input, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .map((file) => [file, path.relative(input, file).split(path.sep).join('/')] as const)
    .filter(([, name]) => !name.split('/').some((part) => part.startsWith('.')))
    .sort(([, a], [, b]) => (a < b ? -1 : 1));
}
