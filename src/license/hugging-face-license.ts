import { parseLicense } from './license-expression.ts';

/**
 * The SPDX expression or LicenseRef that a card's license means; null where it means none (`other` without a name,
 * `unknown`) or can't be read.
 */
export function licenseOfCard(claimed: string, licenseName: string | null): string | null {
  const id = claimed.trim().toLowerCase();
  if (id === 'other') return licenseName === null ? null : namedLicense(licenseName);
  if (id === 'unknown' || id.length === 0 || id.length > ID_CHARACTERS_MAX) return null;
  if (UNLISTED.has(id)) return namedLicense(id);
  const known = NAME_BY_ID.get(id) ?? read.get(id);
  if (known !== undefined) return known;
  const license = expressionOf(SPDX_BY_ID.get(id) ?? id);
  if (read.size < READ_MAX) read.set(id, license);
  return license;
}

const ID_CHARACTERS_MAX = 200;

// A listing says the same few ids a million times.
const read = new Map<string, string | null>();
const READ_MAX = 10_000;

/** The Hub's ids that differ from SPDX's by more than case. */
const SPDX_BY_ID: ReadonlyMap<string, string> = new Map([
  ['c-uda', 'C-UDA-1.0'],
  ['lgpl-lr', 'LGPLLR'],
  ['odbl', 'ODbL-1.0'],
  ['odc-by', 'ODC-By-1.0'],
  ['pddl', 'PDDL-1.0'],
]);

/** The names that the table of uses knows of licenses that SPDX does not list. */
const NAME_BY_ID: ReadonlyMap<string, string> = new Map([
  ['apple-amlr', 'LicenseRef-Apple-MLR'],
  ['bigcode-openrail-m', 'LicenseRef-BigCode-OpenRAIL-M'],
  ['bigscience-bloom-rail-1.0', 'LicenseRef-BLOOM-RAIL-1.0'],
  ['bigscience-openrail-m', 'LicenseRef-BigScience-OpenRAIL-M'],
  ['creativeml-openrail-m', 'LicenseRef-CreativeML-OpenRAIL-M'],
  ['deepfloyd-if-license', 'LicenseRef-DeepFloyd-IF'],
  ['fair-noncommercial-research-license', 'LicenseRef-FAIR-NC-Research'],
  ['gemma', 'LicenseRef-Gemma-Terms'],
  ['llama2', 'LicenseRef-Llama-2-Community'],
  ['llama3', 'LicenseRef-Llama-3-Community'],
  ['llama3.1', 'LicenseRef-Llama-3.1-Community'],
  ['llama3.2', 'LicenseRef-Llama-3.2-Community'],
  ['llama3.3', 'LicenseRef-Llama-3.3-Community'],
  ['llama4', 'LicenseRef-Llama-4-Community'],
  ['openrail++', 'LicenseRef-CreativeML-OpenRAIL-PP-M'],
  // Not in the Hub's menu, but what cards write beside `other`.
  ['flux-1-dev-non-commercial-license', 'LicenseRef-FLUX-1-dev-Non-Commercial'],
  ['minimax-h3-community', 'LicenseRef-MiniMax-H3-Community'],
  ['nvidia-open-model-license', 'LicenseRef-NVIDIA-Open-Model'],
  ['openmdw-1.1', 'LicenseRef-OpenMDW-1.1'],
  ['stabilityai-ai-community', 'LicenseRef-Stability-AI-Community'],
]);

/** The Hub's other ids that SPDX does not list, or that name a family without a version: named as they are. */
const UNLISTED: ReadonlySet<string> = new Set([
  'apple-ascl',
  'bsd',
  'cc',
  'gfdl',
  'gpl',
  'grok2-community',
  'h-research',
  'intel-research',
  'lgpl',
  'openrail',
]);

function namedLicense(name: string): string | null {
  const words = name
    .trim()
    .toLowerCase()
    .replaceAll('+', '-plus')
    .replaceAll(/[^a-z0-9.]+/g, '-')
    .replaceAll(/^[-.]+|[-.]+$/g, '');
  const known = NAME_BY_ID.get(words);
  if (known !== undefined) return known;
  return words.length === 0 || words.length > ID_CHARACTERS_MAX ? null : `LicenseRef-${words}`;
}

function expressionOf(text: string): string | null {
  try {
    return parseLicense(text).expression;
  } catch {
    return null;
  }
}
