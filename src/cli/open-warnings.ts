import { refusal } from '../base/errors.ts';
import { openWarnings } from '../client/generated/operations.ts';
import type { HubClient } from '../client/hub-client.ts';

/** One thing to know before a checkpoint is used. */
export interface OpenWarning {
  readonly kind: 'ADVISORY' | 'WITHDRAWN' | 'REPORT' | 'DATASET';
  readonly sentence: string;
  /** What it was said of: the checkpoint itself, or an ancestor. */
  readonly of: string;
  readonly depth: number;
}

/** What stands open on a checkpoint and on what it was made from, advisories first, then the nearest. */
export async function openWarningsOn(client: HubClient, reference: string): Promise<readonly OpenWarning[]> {
  const { checkpoint } = await client.ask(openWarnings, { reference });
  if (!checkpoint) return [];
  const advisories = checkpoint.advisories.map(({ depth, advisory, through }) => ({
    kind: 'ADVISORY' as const,
    sentence: `advisory, ${advisory.severity.toLowerCase()}: ${advisory.title}`,
    of: through.name,
    depth,
  }));
  const reports = [...checkpoint.biasWarnings, ...checkpoint.riskWarnings].map(({ depth, report }) => ({
    kind: 'REPORT' as const,
    sentence: report.sentence,
    of: report.checkpoint.name,
    depth,
  }));
  const datasets = checkpoint.datasetWarnings.map(({ depth, dataset, trained }) => ({
    kind: 'DATASET' as const,
    sentence: `trained on ${dataset.name}, which its publisher took back`,
    of: trained.name,
    depth,
  }));
  const { name, withdrawal } = checkpoint;
  const withdrawn = withdrawal
    ? [{ kind: 'WITHDRAWN' as const, sentence: `taken back: ${withdrawal.reason}`, of: name, depth: 0 }]
    : [];
  // An advisory says what to do, so it stands before everything else.
  return onceEach([
    ...advisories,
    ...withdrawn,
    ...[...reports, ...datasets].sort((a, b) => a.depth - b.depth),
  ]);
}

/** What several people report of one checkpoint in the same words is one thing to know. */
function onceEach(warnings: readonly OpenWarning[]): readonly OpenWarning[] {
  return [...new Map(warnings.map((warning) => [`${warning.of} ${warning.sentence}`, warning])).values()];
}

/** One line a warning; of several alike on many ancestors the nearest ten. */
export function warningLines(name: string, warnings: readonly OpenWarning[]): readonly string[] {
  const lines = warnings
    .slice(0, SHOWN_MAX)
    .map(({ sentence, of, depth }) =>
      depth === 0 ? `⚠ ${name}: ${sentence}` : `⚠ ${name}: ${sentence}; inherited from ${of}`,
    );
  const rest = warnings.length - lines.length;
  return rest > 0 ? [...lines, `⚠ ${name}: and ${rest} more`] : lines;
}

/** For programs that take nothing that somebody warned of. */
export function assertNoWarnings(name: string, warnings: readonly OpenWarning[]): void {
  const [first] = warnings;
  if (!first) return;
  throw refusal(
    'CLI_PULL_WARNED',
    `${name} has ${warnings.length} open ${warnings.length === 1 ? 'warning' : 'warnings'}; nothing was fetched`,
    {
      expected: 'no open warning, as --strict asks',
      received: first.sentence,
      remedy: `read heirloom report ${name}, or leave --strict out`,
    },
  );
}

const SHOWN_MAX = 10;
