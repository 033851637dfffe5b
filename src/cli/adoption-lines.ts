import type { CacheKind } from '../client/caches/cached-file.ts';
import type { JudgedCache, JudgedFile } from '../client/adopt-caches.ts';
import { bytesText, columns, countText, plainName } from './text.ts';

const TITLES: Readonly<Record<CacheKind, string>> = {
  HUGGING_FACE: 'Hugging Face',
  OLLAMA: 'Ollama',
  COMFYUI: 'ComfyUI',
  FOLDER: 'folder',
};

/** A table of the caches, then every file that the hub gives, and whatever is wrong with others. */
export function adoptionLines(caches: readonly JudgedCache[]): readonly string[] {
  const files = caches.flatMap((cache) => cache.files);
  const lines = [
    ...columns([['cache', 'files', 'bytes', 'known', 'unknown', 'damaged', 'folder'], ...caches.map(rowOf)]),
    ...columns(files.filter(isOf('ADOPTED')).map(adoptedRow)),
    ...files
      .filter(isOf('DAMAGED'))
      .flatMap(({ name, file, expected, received }) => [
        `⚠ ${name} is damaged and is not given   ${file}`,
        `  expected  ${expected}`,
        `  received  ${received}`,
      ]),
    ...files.filter(isOf('UNREADABLE')).map(({ file, reason }) => `⚠ ${file} can’t be read: ${reason}`),
    ...passedOverLines(caches),
  ];
  return lines.map(plainName);
}

/** The same for programs: every file with its verdict. */
export function adoptionDocument(caches: readonly JudgedCache[]) {
  return {
    caches: caches.map(({ kind, folder, files, passedOver }) => ({
      kind,
      folder,
      files: files.map(documentOf),
      passedOver,
    })),
  };
}

function documentOf(judged: JudgedFile) {
  const { name, file, sizeBytes, verdict } = judged;
  const facts = { name, file, sizeBytes, verdict };
  switch (judged.verdict) {
    case 'ADOPTED':
      return { ...facts, digest: judged.digest, checkpoints: judged.places };
    case 'DAMAGED':
      return { ...facts, expected: judged.expected, received: judged.received };
    case 'UNREADABLE':
      return { ...facts, reason: judged.reason };
    case 'OUTSIDE_SWARM':
    case 'UNKNOWN':
      return facts;
  }
}

function rowOf({ kind, folder, files }: JudgedCache): readonly string[] {
  const count = (...verdicts: readonly JudgedFile['verdict'][]) =>
    countText(files.filter(({ verdict }) => verdicts.includes(verdict)).length);
  const bytes = files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  return [
    TITLES[kind],
    countText(files.length),
    bytesText(bytes),
    count('ADOPTED', 'OUTSIDE_SWARM'),
    count('UNKNOWN'),
    count('DAMAGED', 'UNREADABLE'),
    folder,
  ];
}

function adoptedRow({ places, name, sizeBytes, file }: JudgedFile & { verdict: 'ADOPTED' }): string[] {
  const [place] = places;
  const where = place ? `${place.checkpoint}  ${place.path}` : name;
  const others = places.length > 1 ? `  and ${places.length - 1} more` : '';
  return [`✔ ${where}${others}`, bytesText(sizeBytes), file];
}

function isOf<Verdict extends JudgedFile['verdict']>(verdict: Verdict) {
  return (file: JudgedFile): file is JudgedFile & { verdict: Verdict } => file.verdict === verdict;
}

const REASONS = {
  LINK_TO_FOLDER: 'links to folders',
  LINK_BROKEN: 'broken links',
  NO_FILE: 'neither files nor folders',
  UNREADABLE: 'unreadable',
  TOO_DEEP: 'folders that lie too deep',
  TOO_MANY: 'folders not read to their end: too many entries',
} as const;

function passedOverLines(caches: readonly JudgedCache[]): readonly string[] {
  const byReason = Map.groupBy(
    caches.flatMap(({ passedOver }) => passedOver),
    ({ reason }) => reason,
  );
  return [...byReason].map(
    ([reason, list]) =>
      `  ${countText(list.length)} passed over: ${REASONS[reason]}, such as ${list[0]?.path}`,
  );
}
