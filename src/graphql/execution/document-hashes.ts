import { createHash } from 'node:crypto';
import { print } from 'graphql';
import type { Question } from './open-execution.ts';
import { Recent } from './recent.ts';

/** Hashes of documents that come parsed; a planner hands out the same ones again and again. */
export function documentHashes(): (document: Question['document']) => string {
  const known = new WeakMap<Question['document'], string>();
  return (document) => {
    const hash = known.get(document) ?? createHash('sha256').update(print(document)).digest('hex');
    known.set(document, hash);
    return hash;
  };
}

/** Texts of the usual size, together a few MB at most. */
const TEXTS_MAX = 200;
const CHARACTERS_MAX = 10_000;

/** Hashes of documents that come as texts; what was asked a moment ago isn't hashed again. */
export function textHashes(): (text: string) => string {
  const known = new Recent<string>(TEXTS_MAX);
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const hash = createHash('sha256').update(text).digest('hex');
    if (text.length <= CHARACTERS_MAX) known.set(text, hash);
    return hash;
  };
}
