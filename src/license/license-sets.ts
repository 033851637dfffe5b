import { holdsForLicense } from './license-expression.ts';
import { LICENSE_USES, type LicenseUse } from './license-uses.ts';

/*
 * license set   licenses by what who chooses wants to do; an unknown license is in none
 *
 * COMMERCIAL      allows commercial use, be it with forbidden uses or above a size only by agreement
 * OPEN            allows commercial use, modification and any purpose
 * COPYLEFT_FREE   open, and what is made from it may have any license
 */
export const LICENSE_SETS = ['COMMERCIAL', 'OPEN', 'COPYLEFT_FREE'] as const;
export type LicenseSet = (typeof LICENSE_SETS)[number];

/** What every license of a set allows. */
export function usesOfSet(set: LicenseSet): readonly LicenseUse[] {
  return set === 'COMMERCIAL' ? ['COMMERCIAL_USE'] : LICENSE_USES;
}

/**
 * Whether what is made from it must keep its license, whichever of its licenses is chosen. From the texts, as
 * choosealicense.com's `same-license` has them.
 */
export function isCopyleft(expression: string): boolean {
  return !holdsForLicense(expression, (id) => !isCopyleftId(id));
}

function isCopyleftId(id: string): boolean {
  const plain = id.replace(/-(only|or-later)$/, '').replace(/\+$/, '');
  return COPYLEFT.has(plain) || /^CC-BY-(?:NC-)?SA-\d/.test(plain);
}

const COPYLEFT: ReadonlySet<string> = new Set([
  'AGPL-3.0',
  'CECILL-2.1',
  'EPL-1.0',
  'EPL-2.0',
  'EUPL-1.1',
  'EUPL-1.2',
  'GPL-2.0',
  'GPL-3.0',
  'LGPL-2.1',
  'LGPL-3.0',
  'MPL-2.0',
  'MS-RL',
  'ODbL-1.0',
  'OFL-1.1',
  'OSL-3.0',
  'Vim',
]);
