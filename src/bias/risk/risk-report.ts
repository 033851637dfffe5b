import { judgeCanaries } from './canaries.ts';
import { judgeAttack, judgeExtraction, judgeTrigger } from './controlled.ts';
import { judgeCorruptions } from './corruptions.ts';
import type { RiskCounts, RiskPayload, RiskTopic } from './counts.ts';
import { judgeMembership } from './membership.ts';
import type { Judged } from './verdict.ts';

/** All the hub says of a risk report; recomputed from its counts alone. */
export interface RiskReport extends Judged {
  readonly topic: RiskTopic;
  readonly kind: RiskCounts['kind'];
  readonly attribute: string;
  /** What counts of this kind can't show. */
  readonly knownLimitations: readonly string[];
  readonly specVersion: 'risk@1';
}

export function computeRiskReport({ counts, attribute }: RiskPayload): RiskReport {
  return {
    topic: topicOf(counts.kind),
    kind: counts.kind,
    attribute,
    ...judge(counts),
    knownLimitations: LIMITATIONS[counts.kind],
    specVersion: 'risk@1',
  };
}

/** The one plain line people see of it. */
export function riskSentence({ verdict, attribute, finding }: RiskReport): string {
  return `${verdict.replaceAll('_', ' ')} ${attribute}: ${finding}`;
}

function topicOf(kind: RiskCounts['kind']): RiskTopic {
  return kind === 'CANARIES' || kind === 'EXTRACTION' || kind === 'MEMBERSHIP' ? 'PRIVACY' : 'ROBUSTNESS';
}

function judge(counts: RiskCounts): Judged {
  switch (counts.kind) {
    case 'CANARIES':
      return judgeCanaries(counts);
    case 'EXTRACTION':
      return judgeExtraction(counts);
    case 'MEMBERSHIP':
      return judgeMembership(counts);
    case 'CORRUPTIONS':
      return judgeCorruptions(counts);
    case 'ATTACK':
      return judgeAttack(counts);
    case 'TRIGGER':
      return judgeTrigger(counts);
  }
}

const LIMITATIONS: Readonly<Record<RiskCounts['kind'], readonly string[]>> = {
  CANARIES: ['tells of planted texts; other training data may be remembered more or less'],
  EXTRACTION: ['what these prompts did not bring out may come out with others'],
  MEMBERSHIP: ['if members and others differ in topic or age, any score tells them apart'],
  CORRUPTIONS: ['robust to made corruptions is not robust to what cameras and people do'],
  ATTACK: ['an attack that fails says nothing of a stronger one'],
  TRIGGER: ['tells of the marks that were tried; no probe shows that there is no backdoor'],
};
