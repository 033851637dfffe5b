import { isObject } from '../base/is-object.ts';
import { isDigest, type Digest } from '../base/digest.ts';
import { digestOfJson, type PlainJson } from '../base/canonical-json.ts';
import { artifactPathKey, artifactPathProblem } from './artifact-path.ts';
import { isArtifactRole, type Artifact, type ArtifactRole } from './artifact.ts';
import { refuse } from './checkpoint-error.ts';
import { isEdgeKind, type EdgeKind } from './edge-kind.ts';
import { modelNameProblem, type ModelName } from './model-name.ts';
import { isStubName, type StubName } from './reference.ts';
import { DECIMAL, type TrainingMetadata } from './training-metadata.ts';

/** What a contributor signs: the files, the license and the parents of one checkpoint. Plain JSON. */
export interface Manifest {
  readonly _type: typeof MANIFEST_TYPE;
  readonly model: ModelName;
  /** A license expression; the license room reads it. */
  readonly license: string;
  readonly parents: readonly ManifestParent[];
  readonly metadata: TrainingMetadata;
  /** Sorted by path (UTF-16 code units), unique without case, at least one of role WEIGHTS. */
  readonly artifacts: readonly Artifact[];
}

/** A parent is named by its checkpoint digest, or by name where nobody here has its bytes. */
export type ManifestParent =
  | { readonly kind: EdgeKind; readonly digest: Digest }
  | { readonly kind: EdgeKind; readonly name: StubName | ModelName };

export const MANIFEST_TYPE = 'urn:heirloom:manifest:v1';
const CORE_TYPE = 'urn:heirloom:core:v1';

/** Lets a stranger's value in as a manifest; refuses with every wrong field in `facts.received`. */
export function parseManifest(value: unknown): Manifest {
  const problems = manifestProblems(value);
  if (problems.length === 0) return value as Manifest;
  const shown = problems.slice(0, 20).join('; ');
  throw refuse(
    'CHECKPOINT_MANIFEST_MALFORMED',
    `the manifest has ${problems.length} wrong field${problems.length === 1 ? '' : 's'}: ${shown}`,
    {
      expected: MANIFEST_TYPE,
      received: shown,
    },
  );
}

/** A manifest with its artifacts in order, checked like a stranger's. */
export function makeManifest(parts: Omit<Manifest, '_type'>): Manifest {
  const artifacts = [...parts.artifacts].sort((a, b) => byCodeUnit(a.path, b.path));
  return parseManifest({ ...parts, _type: MANIFEST_TYPE, artifacts });
}

/** The checkpoint digest: binds name, license, lineage and every file. */
export function manifestDigest(manifest: Manifest): Digest {
  return digestOfJson(manifest as unknown as PlainJson);
}

/** What evaluations bind to: the files that decide what the model computes, and nothing else. */
export function coreDigest(manifest: Manifest): Digest {
  const artifacts = manifest.artifacts
    .filter(({ role }) => CORE_ROLES.has(role))
    .map(({ path, role, sizeBytes, digest }) => ({ path, role, sizeBytes, digest }));
  return digestOfJson({ _type: CORE_TYPE, artifacts });
}

const CORE_ROLES: ReadonlySet<ArtifactRole> = new Set(['ARCHITECTURE', 'WEIGHTS', 'TOKENIZER']);

/** The largest public models have about 200 shards; a merge on Hugging Face has up to 65 parents. */
const ARTIFACTS_MAX = 4096;
const PARENTS_MAX = 128;

/** Every wrong field, as `path: what was expected`. */
export function manifestProblems(value: unknown): readonly string[] {
  if (!isObject(value)) return ['$: an object'];
  return [
    ...unknownKeys(value, ['_type', 'model', 'license', 'parents', 'metadata', 'artifacts'], ''),
    ...check(value['_type'] === MANIFEST_TYPE, `_type: ${MANIFEST_TYPE}`),
    ...check(modelNameProblem(value['model']) === null, `model: ${modelNameProblem(value['model'])}`),
    ...check(isShortText(value['license']), 'license: 1 to 200 printable characters'),
    ...listProblems(value['parents'], 'parents', PARENTS_MAX, parentProblems),
    ...metadataProblems(value['metadata']),
    ...listProblems(value['artifacts'], 'artifacts', ARTIFACTS_MAX, artifactProblems),
    ...duplicateParents(value['parents']),
    ...artifactOrderProblems(value['artifacts']),
  ];
}

function parentProblems(value: unknown, at: string): string[] {
  if (!isObject(value)) return [`${at}: an object`];
  const named = 'name' in value;
  const isNameGood = isStubName(value['name']) || modelNameProblem(value['name']) === null;
  return [
    ...unknownKeys(value, ['kind', named ? 'name' : 'digest'], `${at}.`),
    ...check(isEdgeKind(value['kind']), `${at}.kind: an edge kind such as FINE_TUNE`),
    ...check(named ? isNameGood : isDigest(value['digest']), `${at}: a digest, or the name of a stub`),
  ];
}

function artifactProblems(value: unknown, at: string): string[] {
  if (!isObject(value)) return [`${at}: an object`];
  const pathProblem = artifactPathProblem(value['path']);
  return [
    ...unknownKeys(value, ['path', 'role', 'sizeBytes', 'digest'], `${at}.`),
    ...check(pathProblem === null, `${at}.path: ${pathProblem}`),
    ...check(isArtifactRole(value['role']), `${at}.role: an artifact role such as WEIGHTS`),
    ...check(isCount(value['sizeBytes']), `${at}.sizeBytes: a whole number of bytes`),
    ...check(isDigest(value['digest']), `${at}.digest: sha256: and 64 lower-case hex digits`),
  ];
}

function metadataProblems(value: unknown): string[] {
  if (!isObject(value)) return ['metadata: an object'];
  return [
    ...unknownKeys(value, Object.keys(METADATA_CHECKS), 'metadata.'),
    ...Object.entries(METADATA_CHECKS).flatMap(([key, [isGood, wanted]]) =>
      check(!(key in value) || isGood(value[key]), `metadata.${key}: ${wanted}`),
    ),
  ];
}

const METADATA_CHECKS: Readonly<
  Record<keyof TrainingMetadata, readonly [(value: unknown) => boolean, string]>
> = {
  epoch: [isCount, 'a whole number'],
  step: [isCount, 'a whole number'],
  loss: [isDecimal, 'a decimal number as text'],
  learningRate: [isDecimal, 'a decimal number as text'],
  dataset: [isShortText, '1 to 200 printable characters'],
  seed: [isCount, 'a whole number'],
  framework: [isShortText, '1 to 200 printable characters'],
};

function listProblems(
  value: unknown,
  at: string,
  max: number,
  problemsOf: (item: unknown, at: string) => string[],
): string[] {
  if (!Array.isArray(value) || value.length > max) return [`${at}: a list of at most ${max}`];
  return value.flatMap((item, i) => problemsOf(item, `${at}[${i}]`));
}

function duplicateParents(value: unknown): string[] {
  if (!Array.isArray(value) || value.length > PARENTS_MAX) return [];
  const names = value.filter(isObject).map((parent) => parent['digest'] ?? parent['name']);
  return check(new Set(names).size === names.length, 'parents: each parent once');
}

function artifactOrderProblems(value: unknown): string[] {
  if (!Array.isArray(value) || value.length > ARTIFACTS_MAX) return [];
  const paths = value.filter(isObject).map((artifact) => String(artifact['path']));
  const isSorted = paths.every((path, i) => i === 0 || byCodeUnit(paths[i - 1] ?? '', path) < 0);
  const holdsWeights = value.some((artifact) => isObject(artifact) && artifact['role'] === 'WEIGHTS');
  return [
    ...check(isSorted, 'artifacts: sorted by path, each once'),
    ...check(
      new Set(paths.map(artifactPathKey)).size === paths.length,
      'artifacts: paths unique without case',
    ),
    ...check(holdsWeights, 'artifacts: at least one of role WEIGHTS'),
  ];
}

function unknownKeys(value: object, known: readonly string[], prefix: string): string[] {
  return Object.keys(value)
    .filter((key) => !known.includes(key))
    .map((key) => `${prefix}${key.slice(0, 50)}: no such field`);
}

function check(isGood: boolean, problem: string): string[] {
  return isGood ? [] : [problem];
}

function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && (value as number) >= 0 && !Object.is(value, -0);
}

function isDecimal(value: unknown): boolean {
  return typeof value === 'string' && DECIMAL.test(value);
}

function isShortText(value: unknown): boolean {
  return typeof value === 'string' && value.isWellFormed() && /^[^\p{Cc}]{1,200}$/u.test(value);
}

function byCodeUnit(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
