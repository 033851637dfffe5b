import { refuse } from './checkpoint-error.ts';

/** A file's name inside a checkpoint that every operating system can hold and no one can misread. */
export type ArtifactPath = string & { readonly __artifactPath: unique symbol };

/** 512 bytes leave room for a data folder in front on systems that stop at 1,024. */
const PATH_BYTES_MAX = 512;
/** What ext4, NTFS and APFS allow in one segment. */
const SEGMENT_BYTES_MAX = 255;

/** Lets a stranger's path in, or refuses it with `CHECKPOINT_PATH_MALFORMED` and the reason. */
export function parseArtifactPath(value: unknown): ArtifactPath {
  const problem = artifactPathProblem(value);
  if (problem === null) return value as ArtifactPath;
  throw refuse('CHECKPOINT_PATH_MALFORMED', `this is not an artifact path: ${problem}`, {
    expected: 'a relative path with forward slashes, such as tokenizer/vocab.txt',
    received: String(value).slice(0, 100),
  });
}

/** Why this is no artifact path, or null. */
export function artifactPathProblem(value: unknown): string | null {
  if (typeof value !== 'string') return 'not a string';
  if (value === '') return 'empty';
  if (!value.isWellFormed()) return 'a lone surrogate';
  if (Buffer.byteLength(value) > PATH_BYTES_MAX) return `longer than ${PATH_BYTES_MAX} bytes`;
  if (value !== value.normalize('NFC')) return 'not in Unicode normal form C';
  if (/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(value)) return 'a control or invisible character';
  if (/[\\:<>"|?*]/.test(value)) return 'one of \\ : < > " | ? *';
  return (
    value
      .split('/')
      .map(segmentProblem)
      .find((problem) => problem !== null) ?? null
  );
}

/** Two paths with one key would be one file where names have no case. */
export function artifactPathKey(path: string): string {
  return path.toUpperCase().toLowerCase().normalize('NFC');
}

/** A path that none of these keys is taken by: `w.safetensors`, `w-2.safetensors` … */
export function freeArtifactPath(wanted: string, takenKeys: ReadonlySet<string>): string {
  const numbered = (n: number) => (n === 1 ? wanted : wanted.replace(/(\.[^./]*)$/, `-${n}$1`));
  let n = 1;
  while (takenKeys.has(artifactPathKey(numbered(n)))) n++;
  return numbered(n);
}

function segmentProblem(segment: string): string | null {
  if (segment === '') return 'an empty segment';
  if (segment === '.' || segment === '..') return 'a dot segment';
  if (/[. ]$|^ /.test(segment)) return 'a segment that begins or ends with a space, or ends with a dot';
  if (WINDOWS_DEVICE.test(segment)) return 'a Windows device name';
  if (Buffer.byteLength(segment) > SEGMENT_BYTES_MAX)
    return `a segment longer than ${SEGMENT_BYTES_MAX} bytes`;
  return null;
}

const WINDOWS_DEVICE = /^(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])\s*(\..*)?$/i;
