import { refusal } from '../base/errors.ts';
import type { Grouping, LabelGroup } from '../bias/from-run/grouping.ts';
import { countRunHere } from '../client/here/count-run.ts';
import { runsOfCheckpoint, type RunsOfCheckpointAnswer } from '../client/documents/scores.ts';
import type { Session } from '../client/session.ts';

export interface FromRunOptions {
  /** `Run:20`, or `latest`. */
  readonly fromRun: string;
  readonly attribute?: readonly string[];
  readonly group?: readonly string[];
  readonly positive?: string;
  readonly pairs?: string;
}

/** The fields of a report that a run's answers give: what was counted, over which data, and where from. */
export async function bodyFromRun(
  session: Session,
  reference: string,
  options: FromRunOptions,
  signal: AbortSignal,
): Promise<Record<string, unknown>> {
  const grouping = groupingOf(options);
  const run = options.fromRun === 'latest' ? await latestRun(session, reference) : options.fromRun;
  const { run: id, ...counted } = await countRunHere(session, run, grouping, signal);
  return { ...counted, from: { run: id, by: asSaid(grouping) } };
}

function groupingOf({ attribute = [], group = [], positive, pairs }: FromRunOptions): Grouping {
  if (attribute.length === 0)
    throw unclear('--attribute: of the dataset, or with --group and --pairs any name for what differs');
  if (pairs !== undefined) return { kind: 'PAIRS', direction: pairs };
  if (group.length > 0) return { kind: 'LABELS', groups: group.map(labelGroup), positive: null };
  return {
    kind: 'ATTRIBUTES',
    attributes: attribute,
    positive: positive === undefined ? null : labelsIn(positive, '--positive'),
  };
}

/** As schema/statement/bias-report.schema.json has it. */
function asSaid(grouping: Grouping): unknown {
  switch (grouping.kind) {
    case 'LABELS':
      return { labels: grouping.groups };
    case 'ATTRIBUTES':
      return {
        attributes: grouping.attributes,
        ...(grouping.positive === null ? {} : { positive: grouping.positive }),
      };
    case 'PAIRS':
      return { pairs: grouping.direction };
  }
}

/** `0–4=0-4` or `vowels=0,4,8`. */
function labelGroup(text: string): LabelGroup {
  const at = text.lastIndexOf('=');
  if (at > 0) return { name: text.slice(0, at), labels: labelsIn(text.slice(at + 1), '--group') };
  throw unclear('--group NAME=LABELS, such as 0–4=0-4 or vowels=0,4,8', text);
}

function labelsIn(text: string, flag: string): readonly number[] {
  return text.split(',').flatMap((part) => {
    const [, first, last = first] = /^\s*(\d{1,3})(?:-(\d{1,3}))?\s*$/.exec(part) ?? [];
    const [low, high] = [Number(first), Number(last)];
    if (first === undefined || low > high) throw unclear(`${flag} with labels such as 0-4 or 0,4,8`, text);
    return Array.from({ length: high - low + 1 }, (_, i) => low + i);
  });
}

async function latestRun({ client }: Session, reference: string): Promise<string> {
  const { checkpoint } = await client.ask<RunsOfCheckpointAnswer>(runsOfCheckpoint, { reference });
  const runs = (checkpoint?.scores ?? [])
    .flatMap((score) => score.runs)
    .filter((run) => !run.isWithdrawn && run.itemsArtifact !== null);
  const latest = runs.sort((a, b) => a.ranAt.localeCompare(b.ranAt)).at(-1);
  if (latest) return latest.id;
  throw refusal('CLIENT_RUN_WITHOUT_ITEMS', `no run of ${reference} tells its answers to each item`, {
    remedy: `heirloom evaluate ${reference} --dataset NAME`,
  });
}

function unclear(expected: string, received = 'none') {
  return refusal('CLI_REPORT_GROUPS', 'how to split the run’s answers is not clear', { expected, received });
}
