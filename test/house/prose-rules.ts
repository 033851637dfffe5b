import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** A Markdown page; `file` is relative to the repository's root, with forward slashes. */
export interface Page {
  readonly file: string;
  readonly text: string;
}

/** What the program really has. */
export interface KnownCommands {
  /** Long flags by command. */
  readonly flags: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Relative links that lead nowhere: a missing file, or a heading that is not there. */
export function linkViolations(root: string, { file, text }: Page): readonly string[] {
  const prose = text.replaceAll(FENCE, '').replaceAll(/`[^`\n]*`/g, '');
  const targets = [...prose.matchAll(/\]\(([^)\s]+)(?:\s"[^"]*")?\)/g)].map((match) => match[1] ?? '');
  return targets
    .filter((target) => !/^[a-z][a-z+.-]*:/i.test(target))
    .flatMap((target) => {
      const [to = '', heading] = target.split('#');
      const place = to === '' ? path.join(root, file) : path.join(root, path.dirname(file), decodeURI(to));
      if (!existsSync(place)) return [`${file}: ${target} is not there`];
      if (heading === undefined || !place.endsWith('.md')) return [];
      const isThere = headingsOf(readFileSync(place, 'utf8')).has(heading);
      return isThere ? [] : [`${file}: ${target} names no heading`];
    });
}

/** Commands and flags a page names that the program lacks. */
export function commandViolations({ flags }: KnownCommands, { file, text }: Page): readonly string[] {
  return commandLinesOf(text).flatMap((line) => {
    const [name = '', ...words] = line.split(/\s+/);
    if (name.startsWith('-')) return [];
    const known = flags.get(name);
    if (!known) return [`${file}: heirloom has no command ${name}`];
    return words
      .filter((word) => /^--[a-z]/.test(word))
      .map((word) => word.split('=')[0] ?? '')
      .filter((flag) => !known.has(flag))
      .map((flag) => `${file}: heirloom ${name} has no flag ${flag}`);
  });
}

/** Environment variables of ours that a page names and nobody reads. */
export function variableViolations(known: ReadonlySet<string>, { file, text }: Page): readonly string[] {
  const named = new Set(text.match(/\bHEIRLOOM_[A-Z_]+\b|\bDATABASE_URL\b/g));
  return [...named].filter((name) => !known.has(name)).map((name) => `${file}: nobody reads ${name}`);
}

/** Error codes that a page names and the source lacks. */
export function codeViolations(known: ReadonlySet<string>, { file, text }: Page): readonly string[] {
  const named = new Set(text.match(CODE));
  return [...named]
    .filter((code) => !known.has(code))
    .map((code) => `${file}: no error has the code ${code}`);
}

export const CODE =
  /\b(?:ATTESTATION|BASE|BIAS|CHECKPOINT|CLIENT|CLI|CONFIG|EVALUATION|GRAPHQL|HTTP|HUB|LICENSE|LINEAGE|RUNNER|STORE|SWARM|WEIGHTS)_[A-Z]+(?:_[A-Z]+)*\b/g;

/** The text of fenced blocks in one language. */
export function blocksOf(language: string, text: string): readonly string[] {
  return [...text.matchAll(FENCE)].filter((match) => match[1] === language).map((match) => match[2] ?? '');
}

const FENCE = /^ {0,3}```(\w*)\n([\s\S]*?)^ {0,3}```$/gm;

/** What follows the word `heirloom` on each line that calls it, in fenced blocks and in inline code. */
function commandLinesOf(text: string): readonly string[] {
  const fenced = [...text.matchAll(FENCE)]
    .filter((match) => match[1] !== 'json')
    .flatMap((match) => (match[2] ?? '').replaceAll('\\\n', ' ').split('\n'));
  const inline = [...text.replaceAll(FENCE, '').matchAll(/`([^`\n]+)`/g)].map((match) => match[1] ?? '');
  return [...fenced, ...inline].flatMap((line) => CALL.exec(line.trim())?.[1] ?? []);
}

// At the start of a line or after a prompt; a comment or another program's words end the call.
const CALL =
  /^(?:\$ )?(?:[A-Z_]+=\S+ )*(?:npx |\.\/node_modules\/\.bin\/|node bin\/)?heirloom(?:\.js)? ([a-z-][^#;&|]*)/;

function headingsOf(text: string): ReadonlySet<string> {
  const headings = text.replaceAll(FENCE, '').matchAll(/^#{1,6} (.+)$/gm);
  return new Set([...headings].map((match) => anchorOf(match[1] ?? '')));
}

function anchorOf(heading: string): string {
  const plain = heading.replaceAll(/[`*]/g, '').trim().toLowerCase();
  return plain.replaceAll(/[^\p{L}\p{N}_ -]/gu, '').replaceAll(' ', '-');
}
