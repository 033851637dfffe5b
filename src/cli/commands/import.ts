import { Command } from 'commander';
import { systemClock } from '../../base/clock.ts';
import { refusal } from '../../base/errors.ts';
import { hubConfig } from '../../config/hub-config.ts';
import { importCard } from '../../hub/import/import-card.ts';
import { importFiles, type ImportOptions, type ImportSummary } from '../../hub/import/import-files.ts';
import { edgeRows, modelRows } from '../../hub/import/row-kinds.ts';
import { openOwnStore } from '../../store/open-own-store.ts';
import type { OpenStore } from '../../store/open-store.ts';
import { importLines, importProgress } from '../import-lines.ts';
import type { CommandContext, MakeCommand } from '../program.ts';

interface Options {
  readonly data?: string;
  readonly create?: boolean;
  readonly namespace: string;
  readonly crawled?: string;
  readonly report?: string;
  readonly complete?: boolean;
}

export const importCommand: MakeCommand = (context) => {
  const command = new Command('import')
    .description('As the hub’s operator, on its machine: take in what another place says of its models.')
    .addHelpText(
      'after',
      `
Works beside a running hub, and without one; DATABASE_URL or --data name the database, as for the hub.
A killed import goes on where it was: give the same command again. Exits with 2 when something was left out; the
report beside the first file says what, and why. Everything imported is shown as its source’s unsigned claim.

Examples:
  $ heirloom import huggingface models.jsonl.gz --crawled 2026-11-01
  $ heirloom import edges edges.csv
  $ heirloom import card README.md --model ada/tuned`,
    );
  command.addCommand(
    subcommand('huggingface', 'Model objects of the Hugging Face API, one JSON line each, packed or not.')
      .argument('<files...>', 'FILE.jsonl or FILE.jsonl.gz')
      .option('--complete', 'the files are the whole listing: mark what they don’t name as gone')
      .action((files: string[], options: Options) =>
        run(
          context(),
          (store, progress) => {
            const said = optionsOf(files, options);
            return importFiles({ store: store.store, ...progress }, said, modelRows(said, systemClock));
          },
          options,
        ),
      ),
  );
  command.addCommand(
    subcommand('edges', 'An edge list: CSV with the columns parent, child, relation and, if known, crawl.')
      .argument('<files...>', 'FILE.csv or FILE.csv.gz')
      .action((files: string[], options: Options) =>
        run(
          context(),
          (store, progress) => {
            const said = optionsOf(files, options);
            return importFiles({ store: store.store, ...progress }, said, edgeRows(said, systemClock));
          },
          options,
        ),
      ),
  );
  command.addCommand(
    subcommand('card', 'The YAML at the head of one model’s README.')
      .argument('<file>', 'README.md')
      .requiredOption('--model <owner/name>', 'whose card it is')
      .action((file: string, options: Options & { readonly model: string }) =>
        run(
          context(),
          ({ store }) => {
            const { source, crawledAt, report } = optionsOf([file], options);
            const card = { file, model: options.model, source, crawledAt, report };
            return importCard({ store, clock: systemClock }, card);
          },
          options,
        ),
      ),
  );
  return command;
};

function subcommand(name: string, description: string): Command {
  return new Command(name)
    .description(description)
    .option('--namespace <host>', 'the source, as names show it', 'huggingface.co')
    .option('--crawled <date>', 'when the source was asked; else each row’s own word, else the file’s date')
    .option('--report <file>', 'where to write what was left out; else beside the first file')
    .option('--data <folder>', 'the hub’s data folder (HEIRLOOM_DATA, ./heirloom-data)')
    .option('--create', 'begin a hub’s database in that folder where it has none')
    .option('--json', 'print one JSON document instead of lines')
    .exitOverride();
}

type Act = (
  store: OpenStore,
  progress: { onProgress: ReturnType<typeof importProgress>['onProgress']; signal: AbortSignal },
) => Promise<ImportSummary>;

async function run({ terminal, env, signal }: CommandContext, act: Act, options: Options): Promise<void> {
  const { data, create: mayCreate = false } = options;
  const { dataFolder, databaseUrl } = hubConfig(data === undefined ? {} : { data }, env);
  await using store = await openOwnStore({
    databaseUrl,
    dataFolder,
    mayCreate,
    log: (line) => terminal.say(line),
  });
  using progress = importProgress(!terminal.isJson);
  const startedAt = performance.now();
  const summary = await act(store, { onProgress: progress.onProgress, signal });
  progress[Symbol.dispose]();
  const seconds = (performance.now() - startedAt) / 1000;
  const graph = await store.store.imports.census();
  for (const line of importLines(summary, graph, seconds)) terminal.say(line);
  terminal.result({ ...summary, graph });
  if (summary.leftOut > 0) process.exitCode = 2;
}

function optionsOf(files: readonly string[], options: Options): ImportOptions {
  const { namespace, crawled, report, complete } = options;
  return {
    files,
    source: namespace,
    crawledAt: crawled === undefined ? null : dateOf(crawled),
    isComplete: complete ?? false,
    report: report ?? `${files[0] ?? 'import'}.report.jsonl`,
  };
}

function dateOf(text: string): Date {
  const date = new Date(/^\d{4}-\d{2}-\d{2}([T ].*)?$/.test(text) ? text : NaN);
  if (!Number.isNaN(date.getTime())) return date;
  throw refusal('CLI_DATE_MALFORMED', '--crawled is no date', {
    expected: '2026-11-01 or 2026-11-01T08:00:00Z',
    received: text.slice(0, 100),
  });
}
