import type { MemoryEstimate } from '../checkpoint/resources.ts';
import type { GroupVerdict } from '../evaluation/group-verdict.ts';
import type { ScoreStep } from '../evaluation/steps.ts';
import type { JobRecord } from '../store/job-repository.ts';
import type { LineageEdgeRecord } from '../store/lineage-repository.ts';
import type { ReportRecord } from '../store/report-repository.ts';

/** What resolvers hand down where a type is not one row. */
export interface HubParent {
  readonly id: string;
  readonly version: string;
}

export interface LeaseParent {
  readonly lease: JobRecord;
}

export interface LineagePathParent {
  readonly edges: readonly LineageEdgeRecord[];
}

export interface ReportFiledParent {
  readonly report: ReportRecord;
}

export interface ResourcesParent {
  readonly estimates: readonly MemoryEstimate[];
}

export interface GroupVerdictParent {
  readonly verdict: GroupVerdict;
  readonly tolerance: number;
}

export interface ScoreStepParent extends ScoreStep {
  /** Of its group, now. */
  readonly weight: number;
}
