import { biasAgreement } from '../../bias/agreement.ts';
import { biasDifference } from '../../bias/difference.ts';
import type { Mitigation } from '../../bias/mitigation.ts';
import { parseBiasPayload } from '../../bias/parse-bias-payload.ts';
import type { ReportAgreement } from '../../bias/report-standing.ts';
import { riskAgreement } from '../../bias/risk/agreement.ts';
import { riskDifference } from '../../bias/risk/difference.ts';
import { parseRiskPayload } from '../../bias/risk/read-risk.ts';
import type { ReportRecord } from '../../store/report-repository.ts';
import type { ReportTopic } from '../../store/tables/report-tables.ts';

/** What one report's counts say of another's, of the same series. */
export function agreementOf(report: ReportRecord, other: ReportRecord): ReportAgreement {
  return TOPICS[report.topic].agreement(report.payload, other.payload);
}

/** What changed from an ancestor's report to a child's of the same series; null where their counts can't tell. */
export function differenceOf(report: ReportRecord, child: ReportRecord): Mitigation | null {
  return TOPICS[report.topic].difference(report.payload, child.payload);
}

/** Each payload is read once, however many others it is compared with. */
function remembered<Payload>(parse: (json: unknown) => Payload): (json: object) => Payload {
  const known = new WeakMap<object, Payload>();
  return (json) => {
    const payload = known.get(json) ?? parse(json);
    known.set(json, payload);
    return payload;
  };
}

const biasPayload = remembered(parseBiasPayload);
const riskPayload = remembered(parseRiskPayload);

interface TopicArithmetic {
  agreement(payload: object, other: object): ReportAgreement;
  difference(payload: object, child: object): Mitigation | null;
}

const RISK: TopicArithmetic = {
  agreement: (payload, other) => riskAgreement(riskPayload(payload), riskPayload(other)),
  difference: (payload, child) => riskDifference(riskPayload(payload), riskPayload(child)),
};

const TOPICS: Readonly<Record<ReportTopic, TopicArithmetic>> = {
  BIAS: {
    agreement: (payload, other) => biasAgreement(biasPayload(payload), biasPayload(other)),
    difference: (payload, child) => biasDifference(biasPayload(payload), biasPayload(child)),
  },
  PRIVACY: RISK,
  ROBUSTNESS: RISK,
};
