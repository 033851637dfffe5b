import { Command, Option } from 'commander';
import { EDGE_KINDS } from '../../checkpoint/edge-kind.ts';
import { searchCheckpoints, type SearchAnswer } from '../../client/documents.ts';
import { openSession } from '../../client/session.ts';
import { parseLicense } from '../../license/license-expression.ts';
import type { MakeCommand } from '../program.ts';
import { bytesText, columns, countText } from '../text.ts';

interface Options {
  readonly license?: string;
  readonly kind?: string;
  readonly architecture?: string;
  readonly owner?: string;
  readonly limit: string;
  readonly after?: string;
  readonly hub?: string;
}

export const searchCommand: MakeCommand = (context) =>
  new Command('search')
    .description('Find checkpoints by words of their name, license, kind or architecture; newest first.')
    .argument('[words...]', 'words the model’s name contains')
    .option('--license <spdx>', 'only under this license')
    .addOption(new Option('--kind <kind>', 'only made from a parent in this way').choices(EDGE_KINDS))
    .option('--architecture <start>', 'only architectures that begin so, such as onnx:Conv')
    .option('--owner <name>', 'only of this contributor')
    .option('--limit <n>', 'how many, up to 100', '20')
    .option('--after <cursor>', 'read on from a page’s end')
    .option('--hub <url>', 'which hub')
    .addHelpText(
      'after',
      '\nExamples:\n  $ heirloom search digits\n  $ heirloom search --kind QUANTIZATION --license MIT --json',
    )
    .action(async (words: string[], options: Options) => {
      const { terminal, env } = context();
      const { client } = await openSession(env, options.hub);
      const filter = {
        text: words.join(' ') || null,
        license: options.license === undefined ? null : parseLicense(options.license).expression,
        kind: options.kind ?? null,
        architecture: options.architecture ?? null,
        owner: options.owner ?? null,
      };
      const variables = { filter, first: Number(options.limit), after: options.after ?? null };
      const { search } = await client.ask<SearchAnswer>(searchCheckpoints, variables);
      const rows = search.nodes.map((node) => [
        node.name,
        node.license?.expression ?? '',
        node.architecture ?? '',
        node.parameterCount ? `${countText(node.parameterCount)} parameters` : '',
        bytesText(node.sizeBytes),
        node.state,
      ]);
      for (const line of columns(rows)) terminal.say(line);
      if (rows.length === 0) terminal.say('nothing found');
      if (search.pageInfo.hasNextPage) terminal.say(`more: --after ${search.pageInfo.endCursor}`);
      terminal.result(search);
    });
