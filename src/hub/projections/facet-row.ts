import { facetWords, type FacetSource } from '../../checkpoint/facet-words.ts';
import { popularityRank } from '../../checkpoint/popularity.ts';
import type { ImportedFacts } from '../../import/imported-model.ts';
import { isCopyleft } from '../../license/license-sets.ts';
import { licenseUses } from '../../license/license-uses.ts';
import type { FacetRow } from '../../store/facet-repository.ts';
import type { CardFacts } from '../../store/tables/registry-tables.ts';

/** What is known of a checkpoint that it can be found by. */
export interface Findable {
  readonly checkpointId: number;
  readonly name: string;
  readonly license: string | null;
  readonly architecture: string | null;
  readonly parameterCount: number | null;
  /** Null where nothing is known of its tensors. */
  readonly inferenceBytes: number | null;
  readonly formats: readonly string[];
  /** Null for stubs. */
  readonly publishedAt: Date | null;
  /** Whether this hub gives its weights. */
  readonly isSeeded: boolean;
}

/** What a checkpoint is found by: as published here, with what its card declares. */
export function facetRow(found: Findable, card: CardFacts): FacetRow {
  return rowOf(found, card, card.words);
}

/** Of what a source says, what a stub is found by. */
export type StubFacts = FoundFacts &
  Said<'license' | 'architecture' | 'parameterCount'> & { readonly formats: readonly string[] };

type FoundFacts = Said<'task' | 'library' | 'languages' | 'tags' | 'downloads' | 'likes' | 'createdAt'>;
type Said<Name extends keyof ImportedFacts> = { readonly [Key in Name]?: ImportedFacts[Key] | undefined };

export function stubFacts(facts: ImportedFacts): StubFacts {
  const { license, architecture, parameterCount, task, library, languages, downloads, likes, createdAt } =
    facts;
  const tags = facts.tags?.filter((tag) => !tag.includes(':'));
  const counted = { downloads, likes, createdAt };
  return {
    license,
    architecture,
    parameterCount,
    task,
    library,
    languages,
    tags,
    ...counted,
    formats: formatsOf(facts),
  };
}

/** The same of a stub, with what its source says of it. */
export function stubFacetRow(checkpointId: number, name: string, facts: StubFacts): FacetRow {
  const found = {
    license: facts.license ?? null,
    architecture: facts.architecture ?? null,
    parameterCount: facts.parameterCount ?? null,
    inferenceBytes: null,
    formats: facts.formats,
    publishedAt: null,
    isSeeded: false,
  };
  return rowOf({ checkpointId, name, ...found }, facts);
}

function rowOf(
  { formats, publishedAt, isSeeded, ...known }: Findable,
  facts: FoundFacts,
  cardWords: readonly string[] = [],
): FacetRow {
  const { checkpointId, name, license, architecture, parameterCount, inferenceBytes } = known;
  const isPublished = publishedAt !== null;
  const owner =
    name
      .slice(name.indexOf(':') + 1)
      .split('/')[0]
      ?.toLowerCase() ?? null;
  const said = { task: facts.task ?? null, library: facts.library ?? null, languages: facts.languages ?? [] };
  const { downloads = 0, likes = 0, tags = [] } = facts;
  const licensed = license === null ? UNLICENSED : licensedBy(license);
  const source = {
    name,
    owner,
    license,
    ...licensed,
    architecture,
    formats,
    isPublished,
    tags,
    cardWords,
    ...said,
  };
  return {
    checkpointId,
    name,
    owner,
    license,
    architecture,
    parameterCount,
    inferenceBytes,
    downloads,
    ...said,
    languages: [...said.languages],
    isSeeded,
    rank: popularityRank({ downloads, likes, isPublished }),
    shownAt: publishedAt ?? (facts.createdAt === undefined ? null : new Date(facts.createdAt)),
    words: facetWords(source),
  };
}

type Licensed = Required<Pick<FacetSource, 'licenseAllows' | 'isCopyleft'>>;
const UNLICENSED: Licensed = { licenseAllows: [], isCopyleft: false };

// Millions of rows have a few dozen licenses, and to read one as an expression takes as long as all of a row's words.
function licensedBy(license: string): Licensed {
  const known = licensesRead.get(license);
  if (known) return known;
  const read = { licenseAllows: licenseUses(license), isCopyleft: isCopyleft(license) };
  if (licensesRead.size === LICENSES_KEPT_MAX) licensesRead.clear();
  licensesRead.set(license, read);
  return read;
}

const licensesRead = new Map<string, Licensed>();
const LICENSES_KEPT_MAX = 1_000;

const FORMATS = ['safetensors', 'gguf', 'onnx'] as const;

function formatsOf({ files = [] }: ImportedFacts): readonly string[] {
  return FORMATS.filter((format) => files.some(({ path }) => path.endsWith(`.${format}`)));
}
