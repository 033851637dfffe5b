import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { refusal } from '../base/errors.ts';
import { parseArtifactPath, type ArtifactPath } from '../checkpoint/artifact-path.ts';
import type { ArtifactRole } from '../checkpoint/artifact.ts';
import { guessRole } from '../checkpoint/guess-role.ts';
import type { Examination } from '../weights/examination.ts';
import { Examiner } from '../weights/examiner.ts';

/** A file of this machine as an artifact to be: examined here first, by the same readers as on the hub. */
export interface CollectedFile {
  readonly file: string;
  readonly path: ArtifactPath;
  readonly role: ArtifactRole;
  readonly examination: Examination;
}

/** Every file named, and every file below each folder named; hidden files are left out. */
export async function collectFiles(
  inputs: readonly string[],
  onExamined: (path: string, sizeBytes: number) => void,
): Promise<readonly CollectedFile[]> {
  await using examiner = new Examiner();
  const found: CollectedFile[] = [];
  for (const input of inputs) {
    const files = await filesBelow(input);
    for (const [file, name] of files) {
      const artifactPath = parseArtifactPath(name);
      const examination = await examiner.examine({ file, path: name, siblings: siblingsOf(name, files) });
      onExamined(artifactPath, examination.sizeBytes);
      const role = guessRole(artifactPath, examination.inspection);
      found.push({ file, path: artifactPath, role, examination });
    }
  }
  if (found.length > 0) return found;
  throw refusal('CLIENT_NO_FILES', 'there is nothing to publish', {
    expected: 'files, or a folder with files',
    received: inputs.join(' '),
  });
}

type FileBelow = readonly [file: string, name: string];

/** What lies in the same folder: tables that point into other files are checked against them. */
function siblingsOf(name: string, files: readonly FileBelow[]): Record<string, string> {
  const folder = path.posix.dirname(name);
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
