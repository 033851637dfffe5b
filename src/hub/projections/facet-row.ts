import { facetWords } from '../../checkpoint/facet-words.ts';
import { popularityRank } from '../../checkpoint/popularity.ts';
import type { ImportedFacts } from '../../import/imported-model.ts';
import { licenseUses } from '../../license/license-uses.ts';
import type { FacetRow } from '../../store/facet-repository.ts';

/** What is known of a checkpoint that it can be found by. */
export interface Findable {
  readonly checkpointId: number;
  readonly name: string;
  readonly license: string | null;
  readonly architecture: string | null;
  readonly parameterCount: number | null;
  readonly formats: readonly string[];
  /** Null for stubs. */
  readonly publishedAt: Date | null;
  /** Whether this hub gives its weights. */
  readonly isSeeded: boolean;
}

/** What a checkpoint is found by: as published here, or as its source says. */
export function facetRow(found: Findable): FacetRow {
  return rowOf(found, {});
}

/** The same of a stub, with what its source says of it. */
export function stubFacetRow(checkpointId: number, name: string, facts: ImportedFacts): FacetRow {
  const found = {
    license: facts.license ?? null,
    architecture: facts.architecture ?? null,
    parameterCount: facts.parameterCount ?? null,
    formats: formatsOf(facts),
    publishedAt: null,
    isSeeded: false,
  };
  return rowOf({ checkpointId, name, ...found }, facts);
}

function rowOf({ formats, publishedAt, isSeeded, ...known }: Findable, facts: ImportedFacts): FacetRow {
  const { checkpointId, name, license, architecture, parameterCount } = known;
  const isPublished = publishedAt !== null;
  const owner =
    name
      .slice(name.indexOf(':') + 1)
      .split('/')[0]
      ?.toLowerCase() ?? null;
  const said = { task: facts.task ?? null, library: facts.library ?? null, languages: facts.languages ?? [] };
  const { downloads = 0, likes = 0 } = facts;
  const licenseAllows = license === null ? [] : licenseUses(license);
  const source = { name, owner, license, licenseAllows, architecture, formats, isPublished, ...said };
  return {
    checkpointId,
    name,
    owner,
    license,
    architecture,
    parameterCount,
    downloads,
    ...said,
    languages: [...said.languages],
    isSeeded,
    rank: popularityRank({ downloads, likes, isPublished }),
    shownAt: publishedAt ?? (facts.createdAt === undefined ? null : new Date(facts.createdAt)),
    words: facetWords({ ...source, tags: facts.tags?.filter((tag) => !tag.includes(':')) ?? [] }),
  };
}

const FORMATS = ['safetensors', 'gguf', 'onnx'] as const;

function formatsOf({ files = [] }: ImportedFacts): readonly string[] {
  return FORMATS.filter((format) => files.some(({ path }) => path.endsWith(`.${format}`)));
}
