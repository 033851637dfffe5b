import { customOperator } from '../../findings/custom-operator.ts';
import { findingBy } from '../../findings/rule.ts';
import { NO_GRAPH, type Architecture, type Finding } from '../../inspection.ts';
import type { StrictJson } from '../../strict-json.ts';
import { tfjsMalformed } from './tfjs-error.ts';
import { TFJS_OPS } from './tfjs-ops.ts';

/** Counts the operators of a GraphDef in JSON, its functions included; strangers quarantine (`CHECKPOINT_CUSTOM_OPERATOR`). */
export function readTfjsGraph(
  graph: ReadonlyMap<string, StrictJson>,
  producer: string,
): { readonly architecture: Architecture; readonly findings: readonly Finding[] } {
  const counts = new Map<string, number>();
  for (const nodes of [graph.get('node'), ...functionBodies(graph.get('library'))])
    for (const op of opsOf(nodes)) counts.set(op, (counts.get(op) ?? 0) + 1);
  const strangers = [...counts.keys()].filter((op) => !TFJS_OPS.has(op));
  const opHistogram = Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
  return {
    architecture: { ...NO_GRAPH, family: null, dimensions: {}, opHistogram, producer },
    findings: strangersFinding(strangers),
  };
}

const NAME_CHARACTERS_MAX = 100;
const NAMES_SHOWN = 20;

function functionBodies(library: StrictJson | undefined): readonly (StrictJson | undefined)[] {
  const functions: StrictJson | undefined = library instanceof Map ? library.get('function') : undefined;
  if (functions === undefined) return [];
  if (!Array.isArray(functions)) throw tfjsMalformed('functions as a list', 'another value');
  return functions.map((body: StrictJson): StrictJson | undefined => {
    if (body instanceof Map) return body.get('nodeDef');
    throw tfjsMalformed('a function as an object', 'another value');
  });
}

function opsOf(nodes: StrictJson | undefined): readonly string[] {
  if (nodes === undefined) return [];
  if (!Array.isArray(nodes)) throw tfjsMalformed('nodes as a list', 'another value');
  return nodes.map((node: StrictJson) => {
    const op: unknown = node instanceof Map ? node.get('op') : undefined;
    if (typeof op !== 'string' || op.length > NAME_CHARACTERS_MAX)
      throw tfjsMalformed('a node with an operator', 'another value');
    return op;
  });
}

function strangersFinding(strangers: readonly string[]): readonly Finding[] {
  if (strangers.length === 0) return [];
  return [
    findingBy(customOperator, {
      message: 'the graph calls operators that TensorFlow.js does not have',
      expected: 'operators of its converter',
      received: strangers.slice(0, NAMES_SHOWN).join(', '),
    }),
  ];
}
