import type { EdgeKind } from '../checkpoint/edge-kind.ts';
import { problem, type ImportProblem } from './import-problem.ts';
import {
  isSourceName,
  kindOfRelation,
  RELATION_WORDS,
  SOURCE_NAME_FORM,
  type ImportPlace,
  type SaidParent,
} from './imported-model.ts';

/** What a row says of its parents, as it says it. */
export interface BaseModels {
  readonly name: string;
  readonly tags: readonly string[];
  readonly cardParents: readonly string[];
  readonly cardRelation: string | null;
  readonly library: string | null;
  readonly paths: readonly string[];
}

/**
 * The parents of a row, once for each place that names them. A bare name takes the kind of the tag for the same parent,
 * else that of the row's other tags: the Hub gives a model one relation. Where none says it, the kind is inferred.
 */
export function baseModels(row: BaseModels, problems: ImportProblem[]): readonly SaidParent[] {
  const { qualified, bare } = readTags(row.tags, problems);
  const relation = row.cardRelation === null ? null : relationOf(row.cardRelation, problems);
  const said: { name: string; kind: EdgeKind | null; place: ImportPlace }[] = [
    ...qualified.map((tag) => ({ ...tag, place: 'TAG' as const })),
    ...bare.map((name) => ({ name, kind: relation, place: 'TAG' as const })),
    ...row.cardParents.map((name) => ({
      name: withoutAddress(name),
      kind: relation,
      place: 'CARD' as const,
    })),
  ];
  if (said.length === 0) return [];
  const kinds = new Map(qualified.map(({ name, kind }) => [name, kind]));
  const [first, ...others] = new Set(kinds.values());
  const common = others.length === 0 ? first : undefined;
  const inferred = common ?? inferKind(row, new Set(said.map(({ name }) => name)).size);
  const parents = said
    .map(({ name, kind, place }) => ({ name, kind: kind ?? kinds.get(name) ?? inferred, place }))
    .filter((parent) => isParent(row.name, parent, problems));
  return [
    ...new Map(parents.map((parent) => [`${parent.place} ${parent.kind} ${parent.name}`, parent])).values(),
  ];
}

function readTags(tags: readonly string[], problems: ImportProblem[]) {
  const qualified: { name: string; kind: EdgeKind }[] = [];
  const plain: string[] = [];
  for (const tag of tags) {
    if (!tag.startsWith(PREFIX)) continue;
    const said = tag.slice(PREFIX.length);
    const colon = said.indexOf(':');
    if (colon < 0) {
      plain.push(said);
      continue;
    }
    const kind = relationOf(said.slice(0, colon), problems);
    if (kind !== null) qualified.push({ name: said.slice(colon + 1), kind });
  }
  const known = new Set(qualified.map(({ name }) => name));
  return { qualified, bare: plain.filter((name) => !known.has(name)) };
}

const PREFIX = 'base_model:';

function relationOf(word: string, problems: ImportProblem[]): EdgeKind | null {
  const kind = kindOfRelation(word.trim().toLowerCase());
  if (kind === null)
    problems.push(problem('IMPORT_RELATION_UNKNOWN', 'FIELD', 'base_model_relation', RELATION_WORDS, word));
  return kind;
}

// The Hub's own order: what the files are, then how many parents there are.
function inferKind({ tags, library, paths }: BaseModels, parents: number): EdgeKind {
  const words = new Set([...tags, library].map((word) => word?.toLowerCase()));
  if (words.has('peft') || words.has('lora') || paths.some((path) => ADAPTER_FILE.test(path)))
    return 'ADAPTER';
  if (parents > 1 || words.has('merge') || words.has('mergekit')) return 'MERGE';
  if (QUANTIZED.some((word) => words.has(word)) || paths.some((path) => path.endsWith('.gguf')))
    return 'QUANTIZATION';
  return 'FINE_TUNE';
}

const ADAPTER_FILE = /(^|\/)adapter_(config\.json|model\.(safetensors|bin))$/;
const QUANTIZED = ['gguf', 'gptq', 'awq', 'exl2', 'compressed-tensors', 'bitnet'];

// Cards give a parent's page where its name is meant.
function withoutAddress(name: string): string {
  return name
    .trim()
    .replace(/^https?:\/\/(?:www\.)?(?:huggingface\.co|hf\.co)\//, '')
    .replace(/\/$/, '');
}

function isParent(child: string, { name }: { readonly name: string }, problems: ImportProblem[]): boolean {
  if (!isSourceName(name)) {
    problems.push(problem('IMPORT_PARENT_MALFORMED', 'EDGE', 'base_model', SOURCE_NAME_FORM, name));
    return false;
  }
  if (name !== child) return true;
  problems.push(problem('IMPORT_SELF_LOOP', 'EDGE', name, 'a parent that is not the child', name));
  return false;
}
