import { createHash } from 'node:crypto';
import { print } from 'graphql';
import type { Question } from './open-execution.ts';

/** Hashes of documents that come parsed; a planner hands out the same ones again and again. */
export function documentHashes(): (document: Question['document']) => string {
  const known = new WeakMap<Question['document'], string>();
  return (document) => {
    const hash = known.get(document) ?? createHash('sha256').update(print(document)).digest('hex');
    known.set(document, hash);
    return hash;
  };
}
