import { isUtf8 } from 'node:buffer';
import { messageOf } from '../base/errors.ts';
import { baseModels } from './base-models.ts';
import { frontMatterOf, readCardYaml } from './card-yaml.ts';
import { isObject } from '../base/is-object.ts';
import { Fields } from './fields.ts';
import { problem, type ImportCode, type ImportProblem } from './import-problem.ts';
import {
  isSourceName,
  PARENTS_MAX,
  SOURCE_NAME_FORM,
  type ImportedFacts,
  type ImportedModel,
  type ReadRow,
} from './imported-model.ts';
import { filled, licenseFacts, readCard, withoutAbsent, type ReadCard } from './read-card.ts';
import { readClaims } from './read-claims.ts';
import { readFiles } from './read-files.ts';

/** Reads one line of a listing: a model object of the Hub's API, in camelCase or snake_case. */
export function readModelRow(line: Uint8Array): ReadRow {
  const problems: ImportProblem[] = [];
  const row = parseRow(line, problems);
  if (row === null) return { id: null, model: null, problems };
  const id = row['id'] ?? row['modelId'];
  const name = typeof id === 'string' ? id : null;
  if (!isSourceName(id)) {
    const code: ImportCode = name === null || name === '' ? 'IMPORT_ID_MISSING' : 'IMPORT_ID_MALFORMED';
    return { id: name, model: null, problems: [problem(code, 'ROW', 'id', SOURCE_NAME_FORM, id)] };
  }
  const model = modelOf(id, row, problems);
  return { id, model: problems.some(({ leftOut }) => leftOut === 'ROW') ? null : model, problems };
}

/** Reads a model's README as a row of its own: what its card says, and nothing else. */
export function readCardRow(name: string, readme: string): ReadRow {
  const problems: ImportProblem[] = [];
  const yaml = frontMatterOf(readme);
  if (yaml === null)
    problems.push(problem('IMPORT_CARD_MALFORMED', 'CARD', null, 'YAML between two lines of dashes', 'none'));
  const data = yaml === null ? null : readCardYaml(yaml, problems);
  if (data === null || hasBadCharacters(JSON.stringify(data), problems))
    return { id: name, model: null, problems };
  const card = readCard(data, problems);
  const parents = parentsOf(name, { card, tags: [], facts: card.facts }, problems);
  return { id: name, model: { name, facts: card.facts, parents, crawledAt: null }, problems };
}

function parseRow(line: Uint8Array, problems: ImportProblem[]): Readonly<Record<string, unknown>> | null {
  const refuse = (code: ImportCode, expected: string, received: unknown) => {
    problems.push(problem(code, 'ROW', null, expected, received));
    return null;
  };
  if (!isUtf8(line)) return refuse('IMPORT_NOT_UTF8', 'UTF-8', 'other bytes');
  const text = Buffer.from(line.buffer, line.byteOffset, line.byteLength).toString('utf8');
  if (hasBadCharacters(text, problems)) return null;
  try {
    const row: unknown = JSON.parse(text);
    return isObject(row) ? row : refuse('IMPORT_NOT_AN_OBJECT', 'an object', row);
  } catch (error) {
    return refuse('IMPORT_NOT_JSON', 'one JSON object a line', messageOf(error));
  }
}

// PostgreSQL stores no U+0000 and no half of a pair; the escapes are rare enough to look at only where they occur.
function hasBadCharacters(json: string, problems: ImportProblem[]): boolean {
  if (!SUSPICIOUS.test(json)) return false;
  let isBad = json.includes('\0');
  try {
    JSON.parse(json, (key, value: unknown) => {
      isBad ||= isBadText(key) || (typeof value === 'string' && isBadText(value));
      return value;
    });
  } catch (error) {
    // What is no JSON at all is reported as that; what is nested too deep to be looked through may hide anything.
    isBad ||= error instanceof RangeError;
  }
  if (isBad)
    problems.push(
      problem('IMPORT_CHARACTER', 'ROW', null, 'text without U+0000 and lone surrogates', 'such text'),
    );
  return isBad;
}

const SUSPICIOUS = /\0|\\u(?:0000|d[89a-f])/i;

function isBadText(text: string): boolean {
  return text.includes('\0') || !text.isWellFormed();
}

function modelOf(
  name: string,
  row: Readonly<Record<string, unknown>>,
  problems: ImportProblem[],
): ImportedModel {
  const fields = new Fields(row, problems);
  const card = cardOf(fields, problems);
  const tags = fields.list(['tags'], 'text', TAGS_MAX, (value) =>
    typeof value === 'string' && value.length <= TAG_CHARACTERS_MAX ? value : undefined,
  );
  const facts = factsOf(fields, card, tags, problems);
  const crawl = fields.moment('crawl', 'crawledAt', 'crawled_at');
  return {
    name,
    facts,
    parents: parentsOf(name, { card, tags: tags ?? [], facts }, problems),
    crawledAt: crawl === undefined ? null : new Date(crawl),
  };
}

const TAGS_MAX = 5_000;
const TAG_CHARACTERS_MAX = 500;

// The API gives the card as an object; crawls keep its YAML, or the whole README.
function cardOf(row: Fields, problems: ImportProblem[]): ReadCard | null {
  const data = row.any('cardData', 'card_data');
  if (data !== undefined && typeof data !== 'string')
    return isObject(data) ? readCard(data, problems) : malformedCard(data, problems);
  const readme = row.any('card');
  const yaml = data ?? row.any('cardDataYaml') ?? (typeof readme === 'string' ? frontMatterOf(readme) : null);
  if (typeof yaml !== 'string')
    return yaml === null || yaml === undefined ? null : malformedCard(yaml, problems);
  const read = readCardYaml(yaml, problems);
  if (read === null || hasBadCharacters(JSON.stringify(read), problems)) return null;
  return readCard(read, problems);
}

function malformedCard(value: unknown, problems: ImportProblem[]): null {
  problems.push(problem('IMPORT_CARD_MALFORMED', 'CARD', 'cardData', 'an object, or YAML', value));
  return null;
}

function factsOf(
  row: Fields,
  card: ReadCard | null,
  tags: readonly string[] | undefined,
  problems: ImportProblem[],
): ImportedFacts {
  const config = row.object('config');
  const weights = row.object('safetensors');
  const indexed = readClaims(row, ['model-index', 'model_index', 'modelIndex'], problems);
  const facts = {
    ...(card?.facts ?? licenseFacts(tags?.find((tag) => tag.startsWith('license:'))?.slice(8), undefined)),
    author: row.text('author'),
    sourceRevision: row.text('sha'),
    createdAt: row.moment('createdAt', 'created_at'),
    updatedAt: row.moment('lastModified', 'last_modified'),
    gated: gatedOf(row.any('gated'), problems),
    downloads: row.count('downloads'),
    likes: row.count('likes'),
    task: row.text('pipeline_tag', 'pipelineTag') ?? card?.facts.task,
    library: row.text('library_name', 'libraryName') ?? card?.facts.library,
    architecture: config?.texts(10, 'architectures')?.[0],
    parameterCount: weights?.count('total'),
    tags,
    files: readFiles(row),
    claims: filled(indexed) ?? card?.facts.claims,
  };
  return withoutAbsent(facts);
}

function gatedOf(value: unknown, problems: ImportProblem[]): 'AUTO' | 'MANUAL' | undefined {
  if (value === undefined || value === false) return undefined;
  if (value === 'auto' || value === true) return 'AUTO';
  if (value === 'manual') return 'MANUAL';
  problems.push(problem('IMPORT_FIELD_MALFORMED', 'FIELD', 'gated', 'false, "auto" or "manual"', value));
  return undefined;
}

interface Parenthood {
  readonly card: ReadCard | null;
  readonly tags: readonly string[];
  readonly facts: ImportedFacts;
}

function parentsOf(name: string, { card, tags, facts }: Parenthood, problems: ImportProblem[]) {
  const said = {
    name,
    tags,
    cardParents: card?.parents ?? [],
    cardRelation: card?.relation ?? null,
    library: facts.library ?? null,
    paths: facts.files?.map(({ path }) => path) ?? [],
  };
  const parents = baseModels(said, problems);
  const count = new Set(parents.map((parent) => parent.name)).size;
  if (count > PARENTS_MAX)
    problems.push(
      problem(
        'IMPORT_PARENTS_MANY',
        'ROW',
        'base_model',
        `at most ${PARENTS_MAX} parents`,
        `${count} parents`,
      ),
    );
  return parents;
}
