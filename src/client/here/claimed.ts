import { digestOf } from '../../base/digest.ts';
import { refusal } from '../../base/errors.ts';
import { metricOf } from '../../evaluation/metric-registry.ts';
import { parseProtocol, protocolDigest, type Protocol } from '../../evaluation/protocol.ts';
import type { Claim } from '../../evaluation/run.ts';
import { toleranceOf } from '../../evaluation/tolerance.ts';
import { verdictOf, type Verdict } from '../../evaluation/verdict.ts';
import type { Ran } from '../../runner/evaluation-statement.ts';
import { metricValue } from '../../runner/metric-value.ts';
import { claimsOn, protocolByDigest, type ClaimsOnAnswer } from '../generated/operations.ts';
import type { Session } from '../session.ts';
import { remembered } from './remember.ts';

export type ClaimedScore = NonNullable<ClaimsOnAnswer['checkpoint']>['scores'][number];

/** What the publisher claims of a checkpoint, a score for each protocol. */
export async function claimedScores(
  { client, home }: Session,
  reference: string,
): Promise<readonly ClaimedScore[]> {
  const { answer } = await remembered(home, [client.url, 'claims', reference], () =>
    client.ask(claimsOn, { reference }),
  );
  return answer.checkpoint?.scores.filter(({ claim }) => claim !== null) ?? [];
}

/** The one protocol that something is claimed under. */
export function claimedProtocol(reference: string, scores: readonly ClaimedScore[]): Protocol {
  const [only, ...more] = scores;
  if (only && more.length === 0) return parseProtocol(only.protocol.body);
  throw refusal('CLI_PROTOCOL_NEEDED', `say under which protocol ${reference} shall run`, {
    expected: '--protocol with a file or a digest, or --dataset',
    received: scores.map(({ protocol }) => protocol.digest).join(', ') || 'nothing, and nothing is claimed',
  });
}

export async function registeredProtocol({ client, home }: Session, digest: string): Promise<Protocol> {
  const { answer } = await remembered(home, [client.url, 'protocol', digest], () =>
    client.ask(protocolByDigest, { digest }),
  );
  if (answer.protocol) return parseProtocol(answer.protocol.body);
  throw refusal('HUB_PROTOCOL_UNKNOWN', `no protocol ${digest} is registered here`, {
    expected: 'a registered protocol, or a file',
    received: digest,
  });
}

export interface Comparison extends Pick<Verdict, 'agreement' | 'difference' | 'bias' | 'toleranceClass'> {
  readonly claimed: number;
  readonly tolerance: number;
}

/** Whether a run agrees with what is claimed under its protocol; null where nothing is. */
export function comparedWithClaim(ran: Ran, scores: readonly ClaimedScore[]): Comparison | null {
  const digest = protocolDigest(ran.protocol);
  const found = scores.find(({ protocol }) => protocol.digest === digest)?.claim;
  if (!found) return null;
  const claim = claimOf(ran.protocol, found);
  const { agreement, difference, bias, toleranceClass } = verdictOf(claim, [runOf(ran)]);
  return { claimed: found.value, tolerance: toleranceOf(claim), agreement, difference, bias, toleranceClass };
}

// A verdict looks at values and errors alone; which checkpoint and whose is settled by where they come from.
const SERIES = { coreDigest: digestOf('core'), protocolDigest: digestOf('protocol') };

function claimOf(
  { metric }: Protocol,
  { value, items, decimals, margin }: NonNullable<ClaimedScore['claim']>,
): Claim {
  const rest = { ...SERIES, se: 0, outputsDigest: null, publisherId: 'publisher' };
  return { ...rest, metric: metricOf(metric.id, metric.version), value, itemCount: items, decimals, margin };
}

function runOf({ result }: Ran) {
  const { outputsDigest, predictionsDigest, items } = result;
  return {
    ...SERIES,
    id: 'here',
    evaluatorId: 'here',
    value: Number(metricValue(result).value),
    se: 0,
    itemCount: items,
    outputsDigest,
    predictionsDigest,
    challengeAnswer: null,
    isByHand: true,
    conditions: { hardwareClass: '', stackId: '', details: {} },
  };
}
