import type { AdvisoryRecord } from '../../store/advisory-repository.ts';
import type { AdvisoryReachRecord } from '../../store/queries/advisories-on.ts';
import type { Concern } from './concern.ts';

/** An advisory on a file itself, or one that reaches a checkpoint. */
export function advisoryConcern(advisory: AdvisoryRecord, reach: AdvisoryReachRecord | null): Concern {
  return {
    kind: 'ADVISORY',
    severity: advisory.severity,
    sentence: advisory.title,
    remedy: advisory.remedy,
    checkpointId: reach?.checkpointId ?? null,
    throughId: reach?.throughId ?? null,
    depth: reach?.depth ?? 0,
    advisoryLogIndex: advisory.logIndex,
  };
}
