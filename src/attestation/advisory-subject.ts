import { digestOf, parseDigest, type Digest } from '../base/digest.ts';
import type { Bodies } from './predicates.ts';

/** The digest that stands for an advisory: of the first thing it names; a license has that of its id. */
export function advisorySubject({ affected: [first] }: Bodies['advisory']): { name: string; digest: Digest } {
  if (!first) return { name: 'advisory', digest: digestOf('') };
  if (first.of === 'LICENSE') return { name: first.license, digest: digestOf(first.license) };
  return { name: first.of.toLowerCase(), digest: parseDigest(first.digest) };
}
