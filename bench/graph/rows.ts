import { graphOf } from './model.ts';

/*
 * The same graph as rows for COPY, in the order of their columns, text format. Ids are node + 1.
 */
export const CHECKPOINT_COLUMNS =
  'id, stub_name, license, architecture, parameter_count, size_bytes, created_at';
export const EDGE_COLUMNS = 'child_id, parent_id, kind';

/** About 64 KiB of lines at a time, so that any size fits into memory. */
export function* checkpointRows(seed: number, nodes: number): Generator<string> {
  const graph = graphOf(seed);
  yield* inChunks(nodes, (node) => {
    const { license, architecture, parameters, sizeBytes, createdAt } = graph.factsOf(node);
    const name = `huggingface.co:${graph.nameOf(node)}`;
    return `${[node + 1, name, license ?? '\\N', architecture ?? '\\N', parameters ?? '\\N', sizeBytes, createdAt].join('\t')}\n`;
  });
}

export function* edgeRows(seed: number, nodes: number): Generator<string> {
  const { shape } = graphOf(seed);
  yield* inChunks(nodes, (node) => {
    const parents = shape.parentsOf(node);
    const kind = parents.length === 0 ? '' : shape.kindOf(node);
    return parents.map((parent) => `${node + 1}\t${parent + 1}\t${kind}\n`).join('');
  });
}

const CHUNK_CHARACTERS = 65_536;

function* inChunks(nodes: number, lineOf: (node: number) => string): Generator<string> {
  let chunk = '';
  for (let node = 0; node < nodes; node += 1) {
    chunk += lineOf(node);
    if (chunk.length < CHUNK_CHARACTERS) continue;
    yield chunk;
    chunk = '';
  }
  if (chunk !== '') yield chunk;
}
