import { Command } from 'commander';
import { refusal } from '../../base/errors.ts';
import {
  lineageTree,
  type LineageEdgeAnswer,
  type LineageNode,
  type LineageTreeAnswer,
} from '../../client/documents.ts';
import { openSession, type Session } from '../../client/session.ts';
import { lineageTreeLines, type LineageGraph } from '../lineage-tree.ts';
import type { MakeCommand } from '../program.ts';

export const lineageCommand: MakeCommand = (context) =>
  new Command('lineage')
    .description('Draw what a checkpoint was made from and what was made from it.')
    .argument('<reference>', 'owner/model, owner/model@revision, a digest or a stub’s name')
    .option('--hub <url>', 'which hub')
    .addHelpText('after', '\nExample:\n  $ heirloom lineage mnist/low-digits')
    .action(async (reference: string, options: { hub?: string }) => {
      const { terminal, env } = context();
      const session = await openSession(env, options.hub);
      const { graph, focus, isWhole } = await lineageGraph(session, reference);
      for (const line of lineageTreeLines(graph, focus)) terminal.say(line);
      if (!isWhole) terminal.say('… more than 100 relatives; ask GraphQL for the rest, page by page');
      terminal.result({ focus, isWhole, nodes: [...graph.nodes.values()], edges: graph.edges });
    });

/** A checkpoint with its ancestors and descendants, in one request. */
export async function lineageGraph(
  { client }: Pick<Session, 'client'>,
  reference: string,
): Promise<{ graph: LineageGraph; focus: string; isWhole: boolean }> {
  const { checkpoint } = await client.ask<LineageTreeAnswer>(lineageTree, { reference });
  if (!checkpoint)
    throw refusal('HUB_CHECKPOINT_UNKNOWN', `no checkpoint ${reference} is known here`, {
      received: reference,
      remedy: 'look it up with heirloom search',
    });
  const { ancestors, descendants } = checkpoint;
  const nodes = new Map<string, LineageNode>();
  const edges = new Map<string, LineageEdgeAnswer>();
  const add = (node: LineageNode, nodeEdges: readonly LineageEdgeAnswer[]) => {
    nodes.set(node.id, node);
    for (const edge of nodeEdges) edges.set(`${edge.child.id} ${edge.parent.id} ${edge.kind}`, edge);
  };
  for (const relative of ancestors.nodes.toReversed()) add(relative.checkpoint, relative.edges);
  add(checkpoint, []);
  for (const relative of descendants.nodes) add(relative.checkpoint, relative.edges);
  const isWhole = !ancestors.pageInfo.hasNextPage && !descendants.pageInfo.hasNextPage;
  return { graph: { nodes, edges: [...edges.values()] }, focus: checkpoint.id, isWhole };
}
