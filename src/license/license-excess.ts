import { licenseUses, type LicenseUse } from './license-uses.ts';

/** A license of something above, with how far above. */
export interface LicenseAbove {
  readonly license: string;
  readonly depth: number;
  readonly id: number;
}

export interface LicenseExcess {
  readonly uses: readonly LicenseUse[];
  readonly above: LicenseAbove;
}

/**
 * Uses that a checkpoint's license allows and that of something it was made from does not. Licenses that allow nothing as far
 * as known here say nothing: they may be unknown.
 */
export function licenseExcess(own: string, above: readonly LicenseAbove[]): readonly LicenseExcess[] {
  const allowed = licenseUses(own);
  return above.flatMap((one) => {
    const theirs = licenseUses(one.license);
    const uses = allowed.filter((use) => !theirs.includes(use));
    return theirs.length > 0 && uses.length > 0 ? [{ uses, above: one }] : [];
  });
}
