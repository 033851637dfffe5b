import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { invariant, refusal } from '../base/errors.ts';
import { parseArtifactPath, type ArtifactPath } from '../checkpoint/artifact-path.ts';
import type { ArtifactRole } from '../checkpoint/artifact.ts';
import { vouchedPart, type Inspection } from '../checkpoint/inspection.ts';
import { guessRole } from '../checkpoint/guess-role.ts';
import type { Examination } from '../weights/examination.ts';
import { Examiner, type FileToExamine } from '../weights/examiner.ts';

/** A file of this machine as an artifact to be: looked at here first, by the same readers as on the hub. */
export interface FoundFile {
  readonly file: string;
  readonly path: ArtifactPath;
  readonly role: ArtifactRole;
  readonly sizeBytes: number;
  readonly inspection: Inspection;
}

/** The same, hashed too. */
export interface CollectedFile extends Omit<FoundFile, 'sizeBytes' | 'inspection'> {
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
  const examinations = new Map<string, Examination>();
  const found = await readFiles(inputs, async (examiner, question) => {
    const { path: name } = question;
    const examination = await examiner.examine({ ...question, options }, (bytes) => onProgress(name, bytes));
    onProgress(name, examination.sizeBytes);
    examinations.set(question.file, examination);
    return examination.inspection;
  });
  return found.map(({ file, path: name, role, inspection }) => {
    const examination = examinations.get(file);
    invariant(examination, 'every file was examined');
    return { file, path: name, role, examination: { ...examination, inspection } };
  });
}

/** The same without their digests: of a large file whose verdict its headers give, nothing else is read. */
export async function findFiles(inputs: readonly string[]): Promise<readonly FoundFile[]> {
  const options = { statistics: 'NONE', mayPostpone: true } as const;
  return readFiles(
    inputs,
    async (examiner, question) => (await examiner.inspect({ ...question, options })).inspection,
  );
}

async function readFiles(
  inputs: readonly string[],
  read: (examiner: Examiner, question: FileToExamine) => Promise<Inspection>,
): Promise<readonly FoundFile[]> {
  await using examiner = new Examiner();
  const files = (await Promise.all(inputs.map(filesBelow))).flat();
  const found: FoundFile[] = [];
  for (const [file, name] of files) {
    const artifactPath = parseArtifactPath(name);
    const { size } = await stat(file);
    const inspection = await read(examiner, { file, path: name, siblings: siblingsOf(name, files) });
    const role = guessRole(artifactPath, inspection);
    found.push({ file, path: artifactPath, role, sizeBytes: size, inspection });
  }
  if (found.length > 0) return withPartsAsWeights(found);
  throw refusal('CLIENT_NO_FILES', 'there is nothing to publish', {
    expected: 'files, or a folder with files',
    received: inputs.join(' '),
  });
}

/** Data that a good table beside it accounts for is weights, whatever it is called. */
function withPartsAsWeights(files: readonly FoundFile[]): readonly FoundFile[] {
  const tables = files.filter(({ inspection }) => inspection.state === 'VERIFIED');
  const parts = new Set(
    tables.flatMap(({ path: name, inspection }) =>
      inspection.parts.map((part) => path.posix.join(path.posix.dirname(name), part)),
    ),
  );
  return files.map((file) => (parts.has(file.path) ? asPart(file) : file));
}

function asPart({ inspection, ...file }: FoundFile): FoundFile {
  const isRaw = inspection.state === 'QUARANTINED';
  return { ...file, role: 'WEIGHTS', inspection: isRaw ? vouchedPart(inspection) : inspection };
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
