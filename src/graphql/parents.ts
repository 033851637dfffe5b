import type { Reproducibility } from '../evaluation/reproducibility.ts';
import type { MemoryEstimate } from '../checkpoint/resources.ts';
import type { BiasReportRecord } from '../store/bias-repository.ts';
import type { ClaimRecord, RunRecord } from '../store/evaluation-repository.ts';
import type { JobRecord } from '../store/job-repository.ts';
import type { LineageEdgeRecord } from '../store/lineage-repository.ts';

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

export interface BiasReportFiledParent {
  readonly report: BiasReportRecord;
}

export interface ResourcesParent {
  readonly estimates: readonly MemoryEstimate[];
}

/** Everything known of a core digest under one protocol and metric. */
export interface ScoreParent {
  readonly protocolDigest: string;
  readonly metric: string;
  readonly claim: ClaimRecord | null;
  readonly runs: readonly RunRecord[];
  readonly value: number;
  readonly items: number;
  readonly reproducibility: Reproducibility | null;
}
