import { Command, Option } from 'commander';
import { EDGE_KINDS } from '../../checkpoint/edge-kind.ts';
import { searchCheckpoints, type SearchAnswer } from '../../client/documents/registry.ts';
import { openSession } from '../../client/session.ts';
import { LEVELS } from '../../evaluation/level.ts';
import { parseLicense } from '../../license/license-expression.ts';
import { LICENSE_USES } from '../../license/license-uses.ts';
import type { MakeCommand } from '../program.ts';
import { bytesText, columns, countText } from '../text.ts';

interface Options {
  readonly license?: string;
  readonly kind?: string;
  readonly architecture?: string;
  readonly owner?: string;
  readonly allows?: string;
  readonly task?: string;
  readonly format?: string;
  readonly language?: string;
  readonly minLevel?: string;
  readonly minSeeders?: string;
  readonly warnings: boolean;
  readonly withoutDisparity?: string;
  readonly published?: true;
  readonly limit: string;
  readonly after?: string;
  readonly hub?: string;
}

export const searchCommand: MakeCommand = (context) =>
  new Command('search')
    .description(
      'Find checkpoints by words and facts: names first, then cards; published here, then most used.',
    )
    .argument('[words...]', 'words of name, card and tags; the last may be the beginning of one')
    .option('--license <spdx>', 'only under this license')
    .addOption(new Option('--kind <kind>', 'only made from a parent in this way').choices(EDGE_KINDS))
    .option('--architecture <start>', 'only architectures that begin so, such as onnx:Conv')
    .option('--owner <name>', 'only of this contributor')
    .addOption(
      new Option('--allows <use>', 'only licenses that allow it, as far as they are known').choices(
        LICENSE_USES,
      ),
    )
    .option('--task <id>', 'only for this task, such as text-generation')
    .option('--format <name>', 'only with weights of this format, such as safetensors')
    .option('--language <code>', 'only for this language, such as en')
    .addOption(
      new Option('--min-level <level>', 'only with a score that was reproduced so well').choices(LEVELS),
    )
    .option('--min-seeders <n>', 'only what so many seed, this hub among them')
    .option('--no-warnings', 'only what nobody’s report warns of, nor of what it was made from')
    .option('--without-disparity <attribute>', 'only without an open disparity on it, such as gender')
    .option('--published', 'only what is published here, and not known by name only')
    .option('--limit <n>', 'how many, up to 100', '20')
    .option('--after <cursor>', 'read on from a page’s end')
    .option('--hub <url>', 'which hub')
    .addHelpText(
      'after',
      '\nExamples:\n  $ heirloom search digits\n  $ heirloom search llama --allows COMMERCIAL_USE --min-level R2\n  $ heirloom search --kind QUANTIZATION --license MIT --json',
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
        allows: options.allows ? [options.allows] : null,
        task: options.task ?? null,
        format: options.format ?? null,
        language: options.language ?? null,
        minLevel: options.minLevel ?? null,
        minSeeders: options.minSeeders === undefined ? null : Number(options.minSeeders),
        hasBiasWarning: options.warnings ? null : false,
        hasRiskWarning: options.warnings ? null : false,
        noDisparityOn: options.withoutDisparity ?? null,
        isPublished: options.published ?? null,
      };
      const variables = { filter, first: Number(options.limit), after: options.after ?? null };
      const { search } = await client.ask<SearchAnswer>(searchCheckpoints, variables);
      const rows = search.nodes.map(rowOf);
      if (search.correctedText !== null)
        terminal.say(`nothing is called so; this is what “${search.correctedText}” finds`);
      for (const line of columns(rows)) terminal.say(line);
      if (rows.length === 0) terminal.say('nothing found');
      if (search.pageInfo.hasNextPage) terminal.say(`more: --after ${search.pageInfo.endCursor}`);
      terminal.result(search);
    });

type FoundNode = SearchAnswer['search']['nodes'][number];

// A stub's facts are its source's words; those of published checkpoints the hub's own.
function rowOf({ name, state, sizeBytes, imported: [said], ...node }: FoundNode): readonly string[] {
  const parameters = node.parameterCount ?? said?.parameterCount ?? null;
  const license = node.license?.expression ?? said?.license ?? said?.licenseClaimed ?? '';
  return [
    name,
    license,
    node.architecture ?? said?.task ?? '',
    parameters ? `${countText(parameters)} parameters` : '',
    state === null && said?.downloads
      ? `${countText(said.downloads)} downloads`
      : sizeBytes > 0
        ? bytesText(sizeBytes)
        : '',
    state ?? (said ? `listed at ${said.source}` : 'known by name only'),
  ];
}
