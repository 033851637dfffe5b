import { Command, Option } from 'commander';
import { refusal } from '../../base/errors.ts';
import { lineageTree, type LineageEdgeFields, type LineageNode } from '../../client/generated/operations.ts';
import { openSession, type Session } from '../../client/session.ts';
import { lineageTreeLines, type LineageGraph } from '../lineage-tree.ts';
import type { MakeCommand } from '../program.ts';
import { LINEAGE_FORMATS, unknownCheckpoint, writeLineage, type LineageFormat } from '../write-lineage.ts';

interface Options {
  readonly format?: LineageFormat;
  readonly out?: string;
  readonly hub?: string;
}

export const lineageCommand: MakeCommand = (context) =>
  new Command('lineage')
    .description('Draw what a checkpoint was made from and what was made from it.')
    .argument('<reference>', 'owner/model, owner/model@revision, a digest or a stub’s name')
    .addOption(
      new Option('--format <format>', 'write its ancestors for other programs').choices(LINEAGE_FORMATS),
    )
    .option('--out <file>', 'where to; without it, to standard output')
    .option('--hub <url>', 'which hub')
    .addHelpText(
      'after',
      `
Examples:
  $ heirloom lineage mnist/low-digits
  $ heirloom lineage mnist/low-digits --format cyclonedx --out low-digits.cdx.json
  $ heirloom lineage mnist/low-digits --format dot | dot -Tsvg > lineage.svg`,
    )
    .action(async (reference: string, options: Options) => {
      const { terminal, env } = context();
      if (options.out !== undefined && options.format === undefined) throw formatNeeded();
      const session = await openSession(env, options.hub);
      if (options.format !== undefined)
        return writeLineage(session, terminal, reference, options.format, options.out);
      const { graph, focus, isWhole } = await lineageGraph(session, reference);
      for (const line of lineageTreeLines(graph, focus)) terminal.say(line);
      if (!isWhole) terminal.say('… more than 100 relatives; ask GraphQL for the rest, page by page');
      terminal.result({ focus, isWhole, nodes: [...graph.nodes.values()], edges: graph.edges });
    });

function formatNeeded() {
  return refusal('CLI_FORMAT_NEEDED', 'the drawing for people is not written to a file', {
    expected: `--format ${LINEAGE_FORMATS.join(' or ')} beside --out`,
    received: '--out alone',
  });
}

/** A checkpoint with its ancestors and descendants, in one request. */
export async function lineageGraph(
  { client }: Pick<Session, 'client'>,
  reference: string,
): Promise<{ graph: LineageGraph; focus: string; isWhole: boolean }> {
  const { checkpoint } = await client.ask(lineageTree, { reference });
  if (!checkpoint) throw unknownCheckpoint(reference);
  const { ancestors, descendants } = checkpoint;
  const nodes = new Map<string, LineageNode>();
  const edges = new Map<string, LineageEdgeFields>();
  const add = (node: LineageNode, nodeEdges: readonly LineageEdgeFields[]) => {
    nodes.set(node.id, node);
    for (const edge of nodeEdges) edges.set(`${edge.child.id} ${edge.parent.id} ${edge.kind}`, edge);
  };
  for (const relative of ancestors.nodes.toReversed()) add(relative.checkpoint, relative.edges);
  add(checkpoint, []);
  for (const relative of descendants.nodes) add(relative.checkpoint, relative.edges);
  const isWhole = !ancestors.pageInfo.hasNextPage && !descendants.pageInfo.hasNextPage;
  return { graph: { nodes, edges: [...edges.values()] }, focus: checkpoint.id, isWhole };
}
