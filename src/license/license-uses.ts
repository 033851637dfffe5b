import { holdsForLicense } from './license-expression.ts';

/** What somebody may want to do with a checkpoint. */
export const LICENSE_USES = ['COMMERCIAL_USE', 'MODIFICATION', 'ANY_PURPOSE'] as const;
export type LicenseUse = (typeof LICENSE_USES)[number];

/**
 * The uses that an expression allows as far as its licenses are known here; nothing is taken for allowed of an unknown
 * one. `ANY_PURPOSE` means without a list of forbidden uses. Facts from the licenses' texts and choosealicense.com.
 */
export function licenseUses(expression: string): readonly LicenseUse[] {
  return LICENSE_USES.filter((use) => holdsForLicense(expression, (id) => usesOf(id).includes(use)));
}

function usesOf(id: string): readonly LicenseUse[] {
  const plain = id.replace(/-(only|or-later)$/, '').replace(/\+$/, '');
  if (FREE.has(id) || FREE.has(plain)) return LICENSE_USES;
  if (USES_FORBIDDEN.has(id)) return ['COMMERCIAL_USE', 'MODIFICATION'];
  if (NON_COMMERCIAL.has(id)) return ['MODIFICATION'];
  return creativeCommons(id);
}

// CC-BY with any of NC (not commercial), ND (no derivatives) and SA, in any version.
function creativeCommons(id: string): readonly LicenseUse[] {
  const [, parts] = /^CC-BY((?:-(?:NC|ND|SA))*)-\d/.exec(id) ?? [];
  if (parts === undefined) return [];
  return LICENSE_USES.filter(
    (use) =>
      !(use === 'COMMERCIAL_USE' && parts.includes('NC')) &&
      !(use === 'MODIFICATION' && parts.includes('ND')),
  );
}

const FREE: ReadonlySet<string> = new Set([
  '0BSD',
  'AFL-3.0',
  'AGPL-3.0',
  'Apache-2.0',
  'Artistic-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BSD-3-Clause-Clear',
  'BSD-4-Clause',
  'BSL-1.0',
  'CC0-1.0',
  'CDLA-Permissive-2.0',
  'CECILL-2.1',
  'ECL-2.0',
  'EPL-1.0',
  'EPL-2.0',
  'EUPL-1.1',
  'EUPL-1.2',
  'GPL-2.0',
  'GPL-3.0',
  'ISC',
  'LGPL-2.1',
  'LGPL-3.0',
  'LPPL-1.3c',
  'LicenseRef-OpenMDW-1.1',
  'MIT',
  'MPL-2.0',
  'MS-PL',
  'MS-RL',
  'NCSA',
  'ODbL-1.0',
  'OFL-1.1',
  'OSL-3.0',
  'OpenMDW-1.0',
  'PostgreSQL',
  'Python-2.0',
  'UPL-1.0',
  'Unlicense',
  'Vim',
  'WTFPL',
  'X11',
  'Zlib',
]);

const USES_FORBIDDEN: ReadonlySet<string> = new Set([
  'LicenseRef-BLOOM-RAIL-1.0',
  'LicenseRef-BigCode-OpenRAIL-M',
  'LicenseRef-BigScience-OpenRAIL-M',
  'LicenseRef-CreativeML-OpenRAIL-M',
  'LicenseRef-CreativeML-OpenRAIL-PP-M',
  'LicenseRef-Gemma-Terms',
  'LicenseRef-Llama-2-Community',
  'LicenseRef-Llama-3-Community',
  'LicenseRef-Llama-3.1-Community',
  'LicenseRef-Llama-3.2-Community',
  'LicenseRef-Llama-3.3-Community',
  'LicenseRef-Llama-4-Community',
  'LicenseRef-MiniMax-H3-Community',
  'LicenseRef-NVIDIA-Open-Model',
  'LicenseRef-Stability-AI-Community',
]);

const NON_COMMERCIAL: ReadonlySet<string> = new Set([
  'LicenseRef-Apple-MLR',
  'LicenseRef-DeepFloyd-IF',
  'LicenseRef-FAIR-NC-Research',
  'LicenseRef-FLUX-1-dev-Non-Commercial',
]);
