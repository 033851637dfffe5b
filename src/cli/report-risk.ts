import { parseBody } from '../attestation/predicates.ts';
import { isDigest, parseDigest } from '../base/digest.ts';
import { refusal } from '../base/errors.ts';
import type { Measure } from '../bias/metrics/measure.ts';
import { parseRiskPayload } from '../bias/risk/read-risk.ts';
import { computeRiskReport, riskSentence, type RiskReport } from '../bias/risk/risk-report.ts';
import { checkpointBrief } from '../client/generated/operations.ts';
import { signAndSubmit, type Session } from '../client/session.ts';
import { readJson, withDatasetDigest } from './report-body.ts';
import { riskBodyFromRun } from './report-from-run.ts';
import type { ShownRisk } from './report-lines.ts';

export interface RiskOptions {
  readonly kind: string;
  readonly file?: string;
  readonly fromRun?: string;
  readonly against?: readonly string[];
  readonly attribute?: readonly string[];
  readonly preview?: true;
}

/** Files a report of privacy or robustness, where there is one; or computes it here and answers it for a preview. */
export async function fileRisk(
  session: Session,
  reference: string,
  options: RiskOptions,
  signal: AbortSignal,
): Promise<ShownRisk | null> {
  const { kind, preview } = options;
  const body = await bodyOf(session, reference, options, signal);
  if (body === null) return null;
  const computed = computeRiskReport(parseRiskPayload(body));
  if (computed.topic.toLowerCase() !== kind) throw otherTopic(kind, computed);
  if (preview) return shown(computed);
  const subject = await reportSubject(session, reference);
  await signAndSubmit(session, 'risk-report', subject, parseBody('risk-report', body));
  return null;
}

async function bodyOf(
  session: Session,
  reference: string,
  { file, fromRun, ...options }: RiskOptions,
  signal: AbortSignal,
): Promise<Record<string, unknown> | null> {
  if (file !== undefined) return withDatasetDigest(session.client, await readJson(file));
  if (fromRun !== undefined) return riskBodyFromRun(session, reference, { ...options, fromRun }, signal);
  return null;
}

/** What a report on a published checkpoint is signed over. */
export async function reportSubject(session: Session, reference: string) {
  const { checkpoint } = await session.client.ask(checkpointBrief, { reference });
  if (!checkpoint || !isDigest(checkpoint.coreDigest))
    throw refusal('HUB_CHECKPOINT_UNKNOWN', `no checkpoint ${reference} is published here`);
  return { name: checkpoint.name, digest: parseDigest(checkpoint.coreDigest) };
}

/** As a hub would answer them. */
export function previewMetrics(metrics: Readonly<Record<string, Measure>>) {
  return Object.entries(metrics).map(([id, measure]) => {
    if (measure.status === 'UNDEFINED')
      return { id, value: null, interval: null, undefinedBecause: measure.reason };
    const interval = measure.interval && { low: measure.interval[0], high: measure.interval[1] };
    return { id, value: measure.value, interval, undefinedBecause: null };
  });
}

function shown(report: RiskReport): ShownRisk {
  const { verdict, knownLimitations, metrics } = report;
  return { sentence: riskSentence(report), verdict, knownLimitations, metrics: previewMetrics(metrics) };
}

function otherTopic(kind: string, { topic, kind: counts }: RiskReport) {
  return refusal('CLI_REPORT_KIND', `${counts.toLowerCase()} is not what --kind ${kind} is about`, {
    expected: `--kind ${topic.toLowerCase()}`,
    received: `--kind ${kind}`,
  });
}
