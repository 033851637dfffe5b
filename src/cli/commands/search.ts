import { Command, Option } from 'commander';
import { isRefusal, refusal } from '../../base/errors.ts';
import { EDGE_KINDS, type EdgeKind } from '../../checkpoint/edge-kind.ts';
import { searchCheckpoints } from '../../client/generated/operations.ts';
import { openSession } from '../../client/session.ts';
import { LEVELS, type Level } from '../../evaluation/level.ts';
import { parseLicense } from '../../license/license-expression.ts';
import { LICENSE_SETS } from '../../license/license-sets.ts';
import { LICENSE_USES, type LicenseUse } from '../../license/license-uses.ts';
import type { MakeCommand } from '../program.ts';
import { bytesIn, countIn } from '../amounts.ts';
import { searchLines } from '../search-lines.ts';

interface Options {
  readonly license?: string;
  readonly kind?: EdgeKind;
  readonly architecture?: string;
  readonly owner?: string;
  readonly allows?: LicenseUse;
  readonly task?: string;
  readonly format?: string;
  readonly language?: string;
  readonly fits?: string;
  readonly minLevel?: Level;
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
    .option(
      '--license <set|spdx>',
      'commercial, open or copyleft-free: only where its license and those above it are; or only under this license',
    )
    .addOption(new Option('--kind <kind>', 'only made from a parent in this way').choices(EDGE_KINDS))
    .option('--architecture <start>', 'only architectures that begin so, such as onnx:Conv')
    .option('--owner <name>', 'only of this contributor')
    .addOption(
      new Option('--allows <use>', 'only licenses that allow it, as far as they are known').choices(
        LICENSE_USES,
      ),
    )
    .option('--task <id>', 'only for this task, declared or evaluated; heirloom tasks lists them')
    .option('--fits <memory>', 'only what runs as stored in so much memory, such as 8GB')
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
      '\nExamples:\n  $ heirloom search digits\n  $ heirloom search llama --license commercial --min-level R2\n  $ heirloom search --kind QUANTIZATION --license MIT --json\n  $ heirloom search --task image-classification --license commercial --fits 8GB --min-level R1',
    )
    .action(async (words: string[], options: Options) => {
      const { terminal, env } = context();
      const { client } = await openSession(env, options.hub);
      const filter = {
        text: words.join(' ') || null,
        ...licenseFilter(options.license),
        kind: options.kind ?? null,
        architecture: options.architecture ?? null,
        owner: options.owner ?? null,
        allows: options.allows ? [options.allows] : null,
        task: options.task ?? null,
        format: options.format ?? null,
        language: options.language ?? null,
        fitsBytes: options.fits === undefined ? null : bytesIn('--fits', options.fits),
        minLevel: options.minLevel ?? null,
        minSeeders: options.minSeeders === undefined ? null : countIn('--min-seeders', options.minSeeders),
        hasBiasWarning: options.warnings ? null : false,
        hasRiskWarning: options.warnings ? null : false,
        noDisparityOn: options.withoutDisparity ?? null,
        isPublished: options.published ?? null,
      };
      const variables = { filter, first: countIn('--limit', options.limit), after: options.after ?? null };
      const { search } = await client.ask(searchCheckpoints, variables);
      for (const line of searchLines(search, filter)) terminal.say(line);
      terminal.result(search);
    });

/** A set of licenses by its word, or one license. */
function licenseFilter(text: string | undefined) {
  if (text === undefined) return { license: null, licenseSet: null };
  const word = text.toUpperCase().replaceAll('-', '_');
  const licenseSet = LICENSE_SETS.find((set) => set === word) ?? null;
  return { license: licenseSet === null ? licenseIn(text) : null, licenseSet };
}

function licenseIn(text: string): string {
  try {
    return parseLicense(text).expression;
  } catch (error) {
    if (!isRefusal(error)) throw error;
    const expected = `commercial, open or copyleft-free; or ${error.facts.expected}`;
    throw refusal(error.code, error.message, { ...error.facts, expected }, { cause: error });
  }
}
