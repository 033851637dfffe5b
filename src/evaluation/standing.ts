import { isVetted, reliabilityOf, type Audits } from './reliability.ts';

/** Why an evaluator counts, or does not yet, in one line. */
export function standingSentence(audits: Audits, isTrusted: boolean): string {
  const { passed, failed } = audits;
  const counted = isVetted(reliabilityOf(audits, isTrusted));
  const record =
    failed === 0 ? `${audited(passed)} passed` : `${failed} of ${audited(passed + failed)} failed`;
  if (!counted && isTrusted) return `not vetted: trusted, but ${record}`;
  if (!counted) return passed + failed === 0 ? 'not vetted: never audited' : `not vetted: ${record}`;
  if (!isTrusted) return `vetted: ${record}`;
  return passed + failed === 0 ? 'vetted: trusted by the hub’s owner' : `vetted: trusted, ${record}`;
}

function audited(count: number): string {
  return count === 1 ? '1 audit' : `${count} audits`;
}
