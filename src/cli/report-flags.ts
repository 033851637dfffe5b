import { refusal } from '../base/errors.ts';
import type { ReportSources } from './report-body.ts';

/** What a report is made of, by the source of its counts; a flag of another source would be dropped unseen. */
interface Flags extends ReportSources {
  readonly kind: 'bias' | 'privacy' | 'robustness';
  readonly preview?: true;
}

type Flag = Exclude<keyof ReportSources, Source>;
type Source = 'file' | 'counts' | 'bbq' | 'fromRun';

/** Refuses flags that say nothing of a report of this kind from this source. */
export function assertFlagsFit(flags: Flags): void {
  const sources = SOURCES.filter((each) => flags[each] !== undefined);
  if (flags.kind !== 'bias') assertRiskFlags(flags);
  else if (sources.length > 1)
    throw refusal('CLI_REPORT_SOURCES', 'a report has one source', {
      expected: 'one of --file, --counts, --bbq and --from-run',
      received: sources.map(asTyped).join(', '),
    });
  const [source] = sources;
  if (source === undefined) assertNothingToFile(flags);
  else if (flags.kind === 'bias') assertFlagsOfSource(flags, source);
}

/** Privacy and robustness are told in a file, or in the answers of runs, where --attribute only names what was looked at. */
function assertRiskFlags(flags: Flags): void {
  const isRun = flags.fromRun !== undefined && flags.file === undefined;
  const taken: readonly (Flag | Source)[] = isRun ? TAKEN_OF_RUN[flags.kind as RiskKind] : ['file'];
  const foreign = given<Flag | Source>(flags, [...SOURCES, ...FLAGS]).filter((each) => !taken.includes(each));
  if (foreign.length > 0)
    throw refusal('CLI_REPORT_FLAGS', `a report of ${flags.kind} is not made of these flags`, {
      expected: `--kind ${flags.kind} with --file JSON or ${FROM_RUN[flags.kind as RiskKind]}, and --preview to send nothing; the file has dataset, protocol, attribute, and ${COUNTS[flags.kind as RiskKind]}`,
      received: foreign.map(asTyped).join(', '),
      remedy: 'write the counts to a JSON file, or leave --kind out for a report of bias',
    });
  if (isRun && flags.kind === 'robustness' && flags.against === undefined)
    throw refusal('CLI_REPORT_FLAGS', 'a run under hardship tells nothing by itself', {
      expected: FROM_RUN.robustness,
      received: 'no --against',
    });
}

function assertFlagsOfSource(flags: Flags, source: Source): void {
  const foreign = given(flags, FLAGS).filter((flag) => !TAKEN[source].includes(flag));
  if (foreign.length > 0)
    throw refusal('CLI_REPORT_FLAGS', `a report with ${asTyped(source)} is not made of these flags`, {
      expected: TAKEN[source].length === 0 ? 'all of it in the file' : TAKEN[source].map(asTyped).join(', '),
      received: foreign.map(asTyped).join(', '),
    });
  const ways = given(flags, WAYS_OF_SPLITTING);
  if (ways.length > 1)
    throw refusal('CLI_REPORT_FLAGS', 'a run’s answers are split in one way', {
      expected: 'one of --group, --positive, --pairs and --benchmark',
      received: ways.map(asTyped).join(', '),
    });
}

function assertNothingToFile(flags: Flags): void {
  const alone = [...given(flags, FLAGS).map(asTyped), ...(flags.preview ? ['--preview'] : [])];
  if (alone.length === 0) return;
  throw refusal('CLI_REPORT_FLAGS', 'there are no counts to make a report of', {
    expected:
      flags.kind === 'bias'
        ? '--file, --counts, --bbq or --from-run beside them'
        : '--file or --from-run beside them',
    received: alone.join(', '),
    remedy: 'without any of them, the reports filed so far are shown',
  });
}

const SOURCES = ['file', 'counts', 'bbq', 'fromRun'] as const;
const TABLE: readonly Flag[] = ['dataset', 'protocol', 'attribute', 'harm'];
const WAYS_OF_SPLITTING = ['group', 'positive', 'pairs', 'benchmark'] as const;
const OF_BIAS: readonly Flag[] = [...TABLE, ...WAYS_OF_SPLITTING];
const FLAGS: readonly Flag[] = [...OF_BIAS, 'against'];

/** A run's own dataset and protocol are refused where its head is written, with what the run tells. */
const TAKEN: Readonly<Record<Source, readonly Flag[]>> = {
  file: [],
  counts: TABLE,
  bbq: TABLE,
  fromRun: OF_BIAS,
};

type RiskKind = Exclude<Flags['kind'], 'bias'>;

const TAKEN_OF_RUN: Readonly<Record<RiskKind, readonly (Flag | Source)[]>> = {
  privacy: ['fromRun', 'attribute'],
  robustness: ['fromRun', 'against', 'attribute'],
};

const FROM_RUN: Readonly<Record<RiskKind, string>> = {
  privacy: '--from-run RUN',
  robustness: '--from-run RUN --against RUN, the last repeated for an attack or several corruptions',
};

const COUNTS = {
  privacy: 'canaries, extraction or membership',
  robustness: 'corruptions, attack or trigger',
} as const;

function given<Name extends Flag | Source>(flags: Flags, names: readonly Name[]): readonly Name[] {
  return names.filter((name) => flags[name] !== undefined);
}

function asTyped(name: Flag | Source): string {
  return name === 'fromRun' ? '--from-run' : `--${name}`;
}
