import { createHash } from 'node:crypto';
import type { TextPiece } from '../formats/format-report.ts';

/** One exact format of something that should not stand in a published text. */
export interface SecretPattern {
  readonly kind: string;
  readonly pattern: RegExp;
  /** What the pattern alone can't say: a check digit, a name that is nobody's. */
  readonly isReal?: (text: string) => boolean;
}

export interface SecretHit {
  readonly kind: string;
  /** `config.json, line 3` */
  readonly place: string;
  /** The first 12 digits of its sha256, by which its owner knows it. */
  readonly fingerprint: string;
}

/** Every hit of the patterns, each secret once; bounded in what it reads and in what it returns. */
export function findSecrets(
  texts: readonly TextPiece[],
  patterns: readonly SecretPattern[],
): readonly SecretHit[] {
  const hits = new Map<string, SecretHit>();
  let left = CHARACTERS_MAX;
  for (const { place, text } of texts) {
    const part = text.slice(0, left);
    left -= part.length;
    for (const pattern of patterns) addHits(hits, place, part, pattern);
    if (left === 0 || hits.size >= HITS_MAX) break;
  }
  return [...hits.values()].slice(0, HITS_MAX);
}

const CHARACTERS_MAX = 8 << 20;
const HITS_MAX = 20;

function addHits(
  hits: Map<string, SecretHit>,
  place: string,
  text: string,
  { kind, pattern, isReal }: SecretPattern,
): void {
  for (const { 0: secret, index } of text.matchAll(pattern)) {
    if (isReal !== undefined && !isReal(secret)) continue;
    const key = `${kind} ${secret}`;
    if (hits.has(key)) continue;
    hits.set(key, { kind, place: `${place}, line ${lineAt(text, index)}`, fingerprint: fingerprint(secret) });
    if (hits.size >= HITS_MAX) return;
  }
}

function lineAt(text: string, index: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at !== -1 && at < index; at = text.indexOf('\n', at + 1)) line++;
  return line;
}

function fingerprint(secret: string): string {
  return createHash('sha256').update(secret).digest('hex').slice(0, 12);
}
