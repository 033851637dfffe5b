import { refusal } from '../base/errors.ts';
import type { Grouping, LabelGroup } from '../bias/from-run/grouping.ts';
import { NAME_CHARACTERS_MAX } from '../bias/read-counts.ts';
import { CROSS } from '../bias/read-marginals.ts';
import { countRiskHere, countRunHere } from '../client/here/count-run.ts';
import { runsOfCheckpoint } from '../client/generated/operations.ts';
import type { Session } from '../client/session.ts';
import { isByteStep } from '../evaluation/preprocessing.ts';
import { parseProtocol, type Protocol } from '../evaluation/protocol.ts';

export interface FromRunOptions {
  /** `Run:20`, or `latest`. */
  readonly fromRun: string;
  readonly attribute?: readonly string[];
  readonly group?: readonly string[];
  readonly positive?: string;
  readonly pairs?: string;
  readonly benchmark?: string;
}

/** The fields of a report that a run's answers give: what was counted, over which data, and where from. */
export async function bodyFromRun(
  session: Session,
  reference: string,
  options: FromRunOptions,
  signal: AbortSignal,
): Promise<Record<string, unknown>> {
  const grouping = groupingOf(options);
  const wanted = grouping.kind === 'BBQ' ? OF_BBQ : OF_BIAS;
  const run = options.fromRun === 'latest' ? await latestRun(session, reference, wanted) : options.fromRun;
  const { run: id, ...counted } = await countRunHere(session, run, grouping, signal);
  return { ...counted, from: { run: id, by: asSaid(grouping) } };
}

/** The same of a report of privacy or robustness, from the newest run that tells of it where none is named. */
export async function riskBodyFromRun(
  session: Session,
  reference: string,
  options: Pick<FromRunOptions, 'fromRun' | 'attribute'> & {
    readonly kind: string;
    readonly against?: readonly string[];
  },
  signal: AbortSignal,
): Promise<Record<string, unknown>> {
  const { kind, fromRun, against = [], attribute = [] } = options;
  const wanted = kind === 'privacy' ? OF_PRIVACY : OF_ROBUSTNESS;
  const run = fromRun === 'latest' ? await latestRun(session, reference, wanted) : fromRun;
  const counted = await countRiskHere(session, { run, against }, signal);
  const { run: id, ...head } = counted.head;
  const [one, ...more] = counted.against;
  const said = one === undefined ? {} : { against: more.length === 0 ? one : counted.against };
  const named = attribute.join(CROSS) || nameOf(counted.hardship);
  return { attribute: named, ...head, ...counted.counts, from: { run: id, ...said } };
}

/** What was done to the items, as long as a name may be. */
function nameOf(hardship: readonly string[]): string {
  const name = hardship.join(', ');
  if (name === '') return 'canaries';
  return name.length <= NAME_CHARACTERS_MAX ? name : `${hardship.length} corruptions`;
}

interface Wanted {
  readonly what: string;
  readonly isFit: (protocol: Protocol) => boolean;
  readonly flag: string;
}

const OF_BIAS: Wanted = {
  what: 'tells its answers to each item',
  isFit: () => true,
  flag: '--dataset NAME',
};
const OF_BBQ: Wanted = {
  what: 'answers questions of choices',
  isFit: ({ decoding: { rule } }) => rule === 'likeliest-choice' || rule === 'argmax',
  flag: '--protocol FILE',
};
const OF_PRIVACY: Wanted = {
  what: 'ranks canaries',
  isFit: ({ decoding }) => decoding.rule === 'rank-first',
  flag: '--protocol FILE',
};
const OF_ROBUSTNESS: Wanted = {
  what: 'is one under a corruption, a stamp or an attack',
  isFit: ({ preprocessing, decoding }) =>
    decoding.rule === 'attacked-argmax' ||
    preprocessing.some((step) => isByteStep(step) && step.step !== 'jitter'),
  flag: '--protocol FILE',
};

function groupingOf({ attribute = [], group = [], positive, pairs, benchmark }: FromRunOptions): Grouping {
  if (attribute.length === 0)
    throw unclear(
      '--attribute: of the dataset, or with --group, --pairs and --benchmark any name for what differs',
    );
  if (benchmark !== undefined) return { kind: 'BBQ' };
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
    case 'BBQ':
      return { benchmark: 'BBQ' };
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

/** The newest run with answers to each item, of those whose protocol fits. */
async function latestRun({ client }: Session, reference: string, wanted: Wanted): Promise<string> {
  const { checkpoint } = await client.ask(runsOfCheckpoint, { reference });
  const runs = (checkpoint?.scores ?? [])
    .filter(({ protocol }) => wanted.isFit(parseProtocol(protocol.body)))
    .flatMap((score) => score.runs)
    .filter((run) => !run.isWithdrawn && run.itemsArtifact !== null);
  const latest = runs.sort((a, b) => a.ranAt.localeCompare(b.ranAt)).at(-1);
  if (latest) return latest.id;
  throw refusal('CLIENT_RUN_WITHOUT_ITEMS', `no run of ${reference} ${wanted.what}`, {
    remedy: `heirloom evaluate ${reference} ${wanted.flag}`,
  });
}

function unclear(expected: string, received = 'none') {
  return refusal('CLI_REPORT_GROUPS', 'how to split the run’s answers is not clear', { expected, received });
}
