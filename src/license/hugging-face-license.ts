import { parseLicense } from './license-expression.ts';

/**
 * The SPDX expression or LicenseRef that a card's license means; null where it means none (`other` without a name,
 * `unknown`) or can't be read.
 */
export function licenseOfCard(claimed: string, licenseName: string | null): string | null {
  const id = claimed.trim().toLowerCase();
  if (id === 'other') return licenseName === null ? null : namedLicense(licenseName);
  if (id === 'unknown' || id.length === 0 || id.length > ID_CHARACTERS_MAX) return null;
  if (NAMED.has(id)) return namedLicense(id);
  const known = read.get(id);
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

/** The Hub's ids of licenses that SPDX does not list, or that name a family without a version. */
const NAMED: ReadonlySet<string> = new Set([
  'apple-amlr',
  'apple-ascl',
  'bigcode-openrail-m',
  'bigscience-bloom-rail-1.0',
  'bigscience-openrail-m',
  'bsd',
  'cc',
  'creativeml-openrail-m',
  'deepfloyd-if-license',
  'gemma',
  'gfdl',
  'gpl',
  'grok2-community',
  'h-research',
  'intel-research',
  'lgpl',
  'llama2',
  'llama3',
  'llama3.1',
  'llama3.2',
  'llama3.3',
  'llama4',
  'open-mdw',
  'openrail',
  'openrail++',
]);

function namedLicense(name: string): string | null {
  const words = name
    .trim()
    .toLowerCase()
    .replaceAll('+', '-plus')
    .replaceAll(/[^a-z0-9.]+/g, '-')
    .replaceAll(/^[-.]+|[-.]+$/g, '');
  return words.length === 0 || words.length > ID_CHARACTERS_MAX ? null : `LicenseRef-${words}`;
}

function expressionOf(text: string): string | null {
  try {
    return parseLicense(text).expression;
  } catch {
    return null;
  }
}
