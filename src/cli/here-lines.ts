import type { Comparison } from '../client/here/claimed.ts';
import type { Subject } from '../client/here/subject.ts';
import { metricOf } from '../evaluation/metric-registry.ts';
import { protocolDigest } from '../evaluation/protocol.ts';
import { samplingInterval } from '../evaluation/sampling-interval.ts';
import { conditions, hardwareClass, stack } from '../runner/environment.ts';
import type { Ran } from '../runner/evaluation-statement.ts';
import { metricValue } from '../runner/metric-value.ts';
import { countText, intervalText, valueText } from './text.ts';

/** What a run on this machine gave. */
export interface FoundHere {
  readonly subject: Subject;
  readonly ran: Ran;
  /** Null where nothing is claimed under its protocol. */
  readonly comparison: Comparison | null;
  /** Where it stands in the hub's log; null where it was not handed in. */
  readonly logIndex: number | null;
}

/** Everything of it, for programs. */
export function hereDocument({ subject, ran, comparison, logIndex }: FoundHere) {
  const { protocol, provider, result, sandboxLevel } = ran;
  const { value, samplingError } = metricValue(result);
  const errors = samplingError === null ? [] : [Number(samplingError)];
  const measured = { value: Number(value), items: result.items, errors };
  const interval = samplingInterval(metricOf(protocol.metric.id, protocol.metric.version), measured);
  return {
    name: subject.name,
    coreDigest: subject.kind === 'PUBLISHED' ? subject.coreDigest : null,
    modelDigest: subject.kind === 'PUBLISHED' ? subject.model.digest : subject.digest,
    protocolDigest: protocolDigest(protocol),
    metric: protocol.metric.id,
    value,
    interval: interval && { low: interval[0], high: interval[1] },
    items: result.items,
    correct: result.correct,
    units: result.units,
    outputsDigest: result.outputsDigest,
    predictionsDigest: result.predictionsDigest,
    hardwareClass: hardwareClass({ provider, driver: result.driver }),
    stack: stack(provider),
    conditions: conditions(result, provider, sandboxLevel),
    claim: comparison,
    logIndex,
  };
}

/** The same for people. */
export function hereLines(found: FoundHere): readonly string[] {
  const run = hereDocument(found);
  const { conditions: made } = run;
  const range = run.interval ? `   95 % interval ${intervalText(run.metric, run.interval)}` : '';
  const over = `${countText(run.items)} items${run.units === null ? '' : `, ${countText(run.units)} ${unitOf(run.metric)}`}`;
  return [
    `${run.name}   ${run.metric} ${valueText(run.metric, Number(run.value), null)}${range}   over ${over}`,
    claimLine(run.metric, found.comparison),
    `  outputs      ${run.outputsDigest}`,
    `  predictions  ${run.predictionsDigest}`,
    `  protocol     ${run.protocolDigest}`,
    `  model        ${run.modelDigest}`,
    ...(run.coreDigest === null ? [] : [`  core digest  ${run.coreDigest}`]),
    `  conditions   ${run.hardwareClass}, ${run.stack}, batch ${made['batchSize']}, optimisation ${made['optimisationLevel']}, sandbox ${made['sandboxLevel']}`,
    ...(run.logIndex === null ? [] : [`✔ handed in    log index ${run.logIndex}`]),
  ];
}

/** What a mean is over where that is not items. */
function unitOf(metric: string): string {
  if (metric === 'word-error-rate') return 'words';
  if (metric === 'frame-accuracy') return 'frames';
  return metric === 'loss' || metric === 'perplexity' ? 'tokens' : 'that count';
}

function claimLine(metric: string, comparison: Comparison | null): string {
  if (comparison === null) return '· nothing is claimed under this protocol';
  const { agreement, claimed, difference, tolerance, bias, toleranceClass } = comparison;
  const facts = `difference ${Number(difference.toPrecision(3))}, tolerance ${Number(tolerance.toPrecision(3))}`;
  const claim = `the claim ${valueText(metric, claimed, null)}: ${facts}`;
  if (agreement === 'AGREE') return `✔ agrees with ${claim} (${toleranceClass})`;
  return `✘ ${agreement === 'DISAGREE' ? 'disagrees with' : 'does not settle'} ${claim}${bias === 'OVER_CLAIMED' ? ', over-claimed' : ''}`;
}
