import { refuse } from './checkpoint-error.ts';

/** `owner/name`, the name under which a line of checkpoints is published. */
export type ModelName = `${string}/${string}` & { readonly __modelName: unique symbol };

/** Lets a stranger's string in as a model name, or refuses it with `CHECKPOINT_NAME_MALFORMED`. */
export function parseModelName(value: unknown): ModelName {
  const problem = modelNameProblem(value);
  if (problem === null) return value as ModelName;
  throw refuse('CHECKPOINT_NAME_MALFORMED', `this is not a model name: ${problem}`, {
    expected: 'owner/name, each of letters, digits, dot, underscore and hyphen, at most 96 long',
    received: String(value).slice(0, 200),
  });
}

/** Why this is no model name, or null. */
export function modelNameProblem(value: unknown): string | null {
  const [owner, name, ...rest] = typeof value === 'string' ? value.split('/') : [];
  if (owner === undefined || name === undefined || rest.length > 0)
    return 'not two parts with a slash between';
  return partProblem(owner) ?? partProblem(name) ?? ownerProblem(owner);
}

/** Two names with one key are the same name: `Ann/Net` and `ann/net` can't both exist. */
export function nameKey(name: ModelName): string {
  return name.toLowerCase();
}

export function ownerOf(name: ModelName): string {
  return name.slice(0, name.indexOf('/'));
}

function partProblem(part: string): string | null {
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]{0,95}$/.test(part))
    return `"${part.slice(0, 100)}" has a wrong character or length`;
  if (part.includes('--') || part.includes('..')) return 'two hyphens or two dots in a row';
  if (/\.(git|ipynb)$/i.test(part)) return 'ends in .git or .ipynb';
  return null;
}

function ownerProblem(owner: string): string | null {
  return RESERVED_OWNERS.has(owner.toLowerCase()) ? `"${owner}" is an address of the hub itself` : null;
}

/** First path segments that the hub's own HTTP interface answers. */
const RESERVED_OWNERS: ReadonlySet<string> = new Set([
  'graphql',
  'uploads',
  'artifacts',
  'announce',
  'torrents',
  'files',
  'livez',
  'readyz',
  'api',
  'v1',
  'v2',
  'assets',
  'checkpoint',
  'search',
  'leaderboard',
]);
