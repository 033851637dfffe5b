import type { SearchCheckpointsAnswer } from '../client/generated/operations.ts';
import { bytesText, columns, countText } from './text.ts';

interface Asked {
  readonly task: string | null;
  readonly licenseSet: string | null;
  readonly fitsBytes: number | null;
}

/** What a search found, and what its filters mean where that is more than they say. */
export function searchLines(
  { nodes, correctedText, pageInfo }: SearchCheckpointsAnswer['search'],
  asked: Asked,
) {
  const lines: string[] = [];
  if (correctedText !== null) lines.push(`nothing is called so; this is what “${correctedText}” finds`);
  lines.push(...columns(nodes.map((node) => rowOf(node, asked.task))));
  if (nodes.length === 0) return [...lines, 'nothing found'];
  if (pageInfo.hasNextPage) lines.push(`more: --after ${pageInfo.endCursor}`);
  if (asked.fitsBytes !== null)
    lines.push('memory: to run it as stored, for a batch of one and 4,096 tokens of context at most');
  if (asked.licenseSet !== null)
    lines.push(
      'license: its own and those above it, as far as they are known here; read them before you use it',
    );
  return lines;
}

type FoundNode = SearchCheckpointsAnswer['search']['nodes'][number];

// A stub's facts are its source's words; those of published checkpoints the hub's own.
function rowOf({ name, state, sizeBytes, imported: [said], ...node }: FoundNode, task: string | null) {
  const parameters = node.parameterCount ?? said?.parameterCount ?? null;
  const license = node.license?.expression ?? said?.license ?? said?.licenseClaimed ?? '';
  const inferenceBytes = node.resources?.inferenceBytes ?? null;
  return [
    name,
    license,
    node.architecture ?? said?.task ?? '',
    ...(task === null ? [] : [howKnown(node, task)]),
    parameters ? `${countText(parameters)} parameters` : '',
    state === null && said?.downloads
      ? `${countText(said.downloads)} downloads`
      : sizeBytes > 0
        ? bytesText(sizeBytes)
        : '',
    inferenceBytes === null ? '' : `needs ${bytesText(inferenceBytes)}`,
    state ?? (said ? `listed at ${said.source}` : 'known by name only'),
  ];
}

function howKnown({ tasks }: Pick<FoundNode, 'tasks'>, task: string): string {
  const found = tasks.find(({ id }) => id === task.trim().toLowerCase());
  if (!found) return '';
  return [...(found.isDeclared ? ['declared'] : []), ...(found.isEvaluated ? ['evaluated'] : [])].join(', ');
}
