import { facetWords } from '../../src/checkpoint/facet-words.ts';
import { popularityRank } from '../../src/checkpoint/popularity.ts';
import { graphOf } from './model.ts';

/*
 * The same graph as rows for COPY, in the order of their columns, text format, from one node to before another. All are
 * stubs; ids are node + 1.
 */
export const CHECKPOINT_COLUMNS =
  'id, stub_name, license, architecture, parameter_count, size_bytes, created_at';
export const EDGE_COLUMNS = 'child_id, parent_id, kind';
export const FACET_COLUMNS =
  'checkpoint_id, name, owner, license, architecture, task, library, languages, parameter_count, downloads, rank, words';

/** About 64 KiB of lines at a time, so that any size fits into memory. */
export function* checkpointRows(seed: number, from: number, to: number): Generator<string> {
  const graph = graphOf(seed);
  yield* inChunks(from, to, (node) => {
    const { license, architecture, parameters, sizeBytes, createdAt } = graph.factsOf(node);
    return lineOf([
      node + 1,
      stubNameOf(graph.nameOf(node)),
      license,
      architecture,
      parameters,
      sizeBytes,
      createdAt,
    ]);
  });
}

export function* edgeRows(seed: number, from: number, to: number): Generator<string> {
  const { shape } = graphOf(seed);
  yield* inChunks(from, to, (node) => {
    const parents = shape.parentsOf(node);
    const kind = parents.length === 0 ? '' : shape.kindOf(node);
    return parents.map((parent) => lineOf([node + 1, parent + 1, kind])).join('');
  });
}

/** What search finds; likes and cards are left out. */
export function* facetRows(seed: number, from: number, to: number): Generator<string> {
  const graph = graphOf(seed);
  yield* inChunks(from, to, (node) => {
    const name = stubNameOf(graph.nameOf(node));
    const { license, architecture, parameters, task, library, languages, downloads } = graph.factsOf(node);
    const owner = name.slice(name.indexOf(':') + 1, name.indexOf('/'));
    const words = facetWords({
      name,
      owner,
      license,
      architecture,
      task,
      library,
      languages,
      isPublished: false,
    });
    const rank = popularityRank({ downloads, likes: 0, isPublished: false });
    const listed = `{${languages.join(',')}}`;
    const vector = words.map((word) => `'${word}'`).join(' ');
    const facts = [node + 1, name, owner, license, architecture, task, library];
    return lineOf([...facts, listed, parameters, downloads, rank, vector]);
  });
}

export function stubNameOf(name: string): string {
  return `huggingface.co:${name}`;
}

// The vocabulary has no tabs and no backslashes.
function lineOf(cells: readonly (string | number | null)[]): string {
  return `${cells.map((cell) => cell ?? '\\N').join('\t')}\n`;
}

const CHUNK_CHARACTERS = 65_536;

function* inChunks(from: number, to: number, linesOf: (node: number) => string): Generator<string> {
  let chunk = '';
  for (let node = from; node < to; node += 1) {
    chunk += linesOf(node);
    if (chunk.length < CHUNK_CHARACTERS) continue;
    yield chunk;
    chunk = '';
  }
  if (chunk !== '') yield chunk;
}
