import { Command, Option } from 'commander';
import { refusal } from '../../base/errors.ts';
import { upperCase } from '../../base/upper-case.ts';
import {
  cancelEvaluationJob,
  evaluationJob,
  evaluationJobs,
  requeueEvaluationJob,
  runnerList,
  type JobFields,
} from '../../client/generated/operations.ts';
import type { HubClient } from '../../client/hub-client.ts';
import { openSession } from '../../client/session.ts';
import { countIn } from '../amounts.ts';
import { jobDetails, jobLines, runnerLines } from '../job-lines.ts';
import type { MakeCommand } from '../program.ts';
import type { Terminal } from '../terminal.ts';

const STATES = ['queued', 'leased', 'done', 'failed', 'cancelled'] as const;

interface Options {
  readonly state?: (typeof STATES)[number];
  readonly checkpoint?: string;
  readonly by?: string;
  readonly first: string;
  readonly hub?: string;
}

export const jobsCommand: MakeCommand = (context) =>
  new Command('jobs')
    .description('List evaluation jobs, show one with its attempts, try it again or cancel it; list runners.')
    .argument('[action]', 'list, show, requeue, cancel or runners', 'list')
    .argument('[id]', 'the job for show, requeue and cancel')
    .addOption(new Option('--state <state>', 'only of this state').choices(STATES))
    .option('--checkpoint <reference>', 'only of this checkpoint')
    .option('--by <contributor>', 'only those that they asked for')
    .option('--first <n>', 'how many, newest first, up to 100', '50')
    .option('--hub <url>', 'which hub')
    .addHelpText(
      'after',
      '\nA job is requeued and cancelled by who asked for it, and by stewards.\n\nExamples:\n  $ heirloom jobs --state failed\n  $ heirloom jobs show 58109bf2-e300-4001-888b-f7388fa555f6\n  $ heirloom jobs requeue 58109bf2-e300-4001-888b-f7388fa555f6\n  $ heirloom jobs runners',
    )
    .action(async (action: string, id: string | undefined, options: Options) => {
      const { terminal, env } = context();
      const { client } = await openSession(env, options.hub);
      const act = ACTIONS[action];
      if (!act) throw unknownAction(action);
      await act({ client, terminal, id: id ?? '', options });
    });

interface Asked {
  readonly client: HubClient;
  readonly terminal: Terminal;
  readonly id: string;
  readonly options: Options;
}

const ACTIONS: Readonly<Record<string, (asked: Asked) => Promise<void>>> = {
  list,
  show,
  runners,
  requeue: async (asked) =>
    changed(asked, await asked.client.act(requeueEvaluationJob, { id: asked.id }), 'queued'),
  cancel: async (asked) =>
    changed(asked, await asked.client.act(cancelEvaluationJob, { id: asked.id }), 'cancelled'),
};

async function list({ client, terminal, options }: Asked): Promise<void> {
  const { state, checkpoint = null, by = null, first } = options;
  const { evaluationJobs: jobs } = await client.ask(evaluationJobs, {
    state: state === undefined ? null : upperCase(state),
    checkpoint,
    requestedBy: by,
    first: countIn('--first', first),
  });
  for (const line of jobLines(jobs)) terminal.say(line);
  if (jobs.length === 0) terminal.say('no such jobs');
  terminal.result(jobs);
}

async function show({ client, terminal, id }: Asked): Promise<void> {
  const { evaluationJob: job } = await client.ask(evaluationJob, { id });
  if (!job) throw refusal('HUB_JOB_UNKNOWN', `there is no job ${id || 'without an id'}`, { received: id });
  for (const line of jobDetails(job)) terminal.say(line);
  terminal.result(job);
}

function changed({ terminal }: Asked, { job }: { readonly job: JobFields }, word: string): void {
  terminal.say(`✔ ${word.padEnd(9)} ${job.id}`);
  terminal.result(job);
}

async function runners({ client, terminal, options }: Asked): Promise<void> {
  const { runners: found } = await client.ask(runnerList, { first: countIn('--first', options.first) });
  for (const line of runnerLines(found)) terminal.say(line);
  if (found.length === 0) terminal.say('no runner has asked yet');
  terminal.result(found);
}

function unknownAction(action: string) {
  return refusal('CLI_ACTION', 'jobs can’t do that', {
    expected: Object.keys(ACTIONS).join(', '),
    received: action,
  });
}
