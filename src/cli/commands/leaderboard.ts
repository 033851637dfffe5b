import { Command } from 'commander';
import { refusal } from '../../base/errors.ts';
import { benchmarkList, leaderboard } from '../../client/generated/operations.ts';
import type { HubClient } from '../../client/hub-client.ts';
import { openSession } from '../../client/session.ts';
import { countIn } from '../amounts.ts';
import { leaderboardLines } from '../evidence-lines.ts';
import type { MakeCommand } from '../program.ts';
import type { Terminal } from '../terminal.ts';
import { columns, nounText, plainName } from '../text.ts';

interface Options {
  readonly metric?: string;
  readonly hardship: string;
  readonly first: string;
  readonly hub?: string;
}

export const leaderboardCommand: MakeCommand = (context) =>
  new Command('leaderboard')
    .description(
      'Rank what is measured here and reported elsewhere of one benchmark; without one, list the benchmarks.',
    )
    .argument('[benchmark]', 'as its source names it, or a dataset published here')
    .option('--metric <name>', 'by which metric; the one told most often by default')
    .option('--hardship <words>', 'under an attack or a corruption, as the list words it', '')
    .option('--first <n>', 'how many rows, 1 to 100', '20')
    .option('--hub <url>', 'which hub')
    .addHelpText(
      'after',
      `
Places are a range where intervals touch: 3–5 is any of these.

Examples:
  $ heirloom leaderboard
  $ heirloom leaderboard MMLU
  $ heirloom leaderboard lambada_openai --metric ppl --first 50`,
    )
    .action(async (benchmark: string | undefined, options: Options) => {
      const { terminal, env } = context();
      const { client } = await openSession(env, options.hub);
      await (benchmark === undefined ? list(client, terminal) : rank(client, terminal, benchmark, options));
    });

async function list(client: HubClient, terminal: Terminal): Promise<void> {
  const { benchmarks } = await client.ask(benchmarkList, { search: '' });
  const rows = benchmarks.map(({ name, metric, hardship, isMeasuredHere, results, models }) => [
    plainName(name),
    plainName(metric),
    hardship,
    isMeasuredHere ? 'here' : 'reported',
    nounText(results, 'result'),
    nounText(models, 'model'),
  ]);
  for (const line of columns(rows)) terminal.say(line);
  if (rows.length === 0) terminal.say('nothing is measured here yet, and nobody reports anything');
  terminal.result(benchmarks);
}

async function rank(
  client: HubClient,
  terminal: Terminal,
  benchmark: string,
  options: Options,
): Promise<void> {
  const { hardship, metric = null } = options;
  const asked = { benchmark, metric, hardship, first: countIn('--first', options.first) };
  const { leaderboard: board } = await client.ask(leaderboard, asked);
  if (!board || board.total === 0)
    throw refusal('HUB_BENCHMARK_UNKNOWN', `nothing is known of ${askedText(asked)}`, {
      expected: 'a name that heirloom leaderboard lists, or a dataset with scores',
      received: benchmark.slice(0, 100),
    });
  const better = board.direction === 'LOWER_IS_BETTER' ? 'less is better' : 'more is better';
  terminal.say(
    `${plainName(benchmark)}   ${plainName(board.metric)}${hardship && `, ${hardship}`}, ${better}, ${nounText(board.total, 'value')}`,
  );
  for (const line of leaderboardLines(board.metric, board.nodes)) terminal.say(line);
  terminal.result(board);
}

function askedText({
  benchmark,
  metric,
  hardship,
}: {
  benchmark: string;
  metric: string | null;
  hardship: string;
}) {
  const by = metric === null ? '' : ` by ${metric.slice(0, 100)}`;
  return `the benchmark ${benchmark.slice(0, 100)}${by}${hardship && ` under ${hardship.slice(0, 100)}`}`;
}
