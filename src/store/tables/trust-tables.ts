import type { AuditOutcome } from '../../evaluation/audit.ts';
import type { Level, State } from '../../evaluation/level.ts';
import type { Agreement } from '../../evaluation/verdict.ts';
import { bigint, boolean, double, generatedId, moment, primary, table, text, textArray } from './table.ts';

export interface EvaluatorWordRow {
  logIndex: number;
  action: 'TRUST' | 'DISTRUST' | 'CONFLICT';
  /** Who is spoken of. */
  contributorId: number;
  saidBy: number;
  organisation: string | null;
}

/** What owners say of evaluators, and evaluators of themselves. */
export const evaluatorWordTable = table<EvaluatorWordRow>('evaluator_word', {
  columns: {
    logIndex: primary('bigint', 'evaluator_word'),
    action: text(),
    contributorId: bigint(),
    saidBy: bigint(),
    organisation: text({ nullable: true }),
  },
  references: [
    { columns: ['logIndex'], table: 'statement', keys: ['logIndex'] },
    { columns: ['contributorId'], table: 'contributor', keys: ['id'] },
    { columns: ['saidBy'], table: 'contributor', keys: ['id'] },
  ],
  indices: [
    { name: 'evaluator_word_contributor', columns: ['contributorId', 'action'] },
    { name: 'evaluator_word_said_by', columns: ['saidBy', 'action'] },
  ],
});

export interface EvaluatorHostRow {
  contributorId: number;
  host: string;
}

/** Every machine that somebody ran or claimed from. */
export const evaluatorHostTable = table<EvaluatorHostRow>('evaluator_host', {
  columns: {
    contributorId: primary('bigint', 'evaluator_host'),
    host: primary('text', 'evaluator_host'),
  },
  references: [{ columns: ['contributorId'], table: 'contributor', keys: ['id'] }],
  indices: [{ name: 'evaluator_host_host', columns: ['host'] }],
});

export interface EvaluatorChangeRow {
  id: number;
  contributorId: number;
}

/**
 * Whose word is worth something else than before: the scores it takes part in are still to be marked. A row more for
 * each change, so that who notes one never waits for who takes one.
 */
export const evaluatorChangeTable = table<EvaluatorChangeRow>('evaluator_change', {
  columns: { id: generatedId('evaluator_change'), contributorId: bigint() },
  references: [{ columns: ['contributorId'], table: 'contributor', keys: ['id'] }],
  indices: [{ name: 'evaluator_change_contributor', columns: ['contributorId'] }],
});

export interface ScoreMarkRow {
  id: number;
  coreDigest: string;
}

/** Core digests whose scores and reports' standings are still to be computed anew; a row more for each mark, as above. */
export const scoreMarkTable = table<ScoreMarkRow>('score_mark', {
  columns: { id: generatedId('score_mark'), coreDigest: text() },
  indices: [{ name: 'score_mark_core', columns: ['coreDigest'] }],
});

export interface ScoreRow {
  coreDigest: string;
  protocolDigest: string;
  metric: string;
  claimLogIndex: number;
  level: Level;
  state: State;
  score: number | null;
  low: number;
  high: number;
  /** Of vetted groups, which alone settle a claim. */
  vettedAgreeing: number;
  vettedDisagreeing: number;
  specVersion: string;
  /** The last run, or the claim where there is none. */
  lastRunAt: Date;
  computedAt: Date;
}

/** Scores as they were computed last; recomputable from claims, runs and what is known of evaluators. */
export const scoreTable = table<ScoreRow>('score', {
  columns: {
    coreDigest: primary('text', 'score'),
    protocolDigest: primary('text', 'score'),
    metric: primary('text', 'score'),
    claimLogIndex: bigint(),
    level: text(),
    state: text(),
    score: double({ nullable: true }),
    low: double(),
    high: double(),
    vettedAgreeing: bigint(),
    vettedDisagreeing: bigint(),
    specVersion: text(),
    lastRunAt: moment(),
    computedAt: moment(),
  },
  references: [{ columns: ['claimLogIndex'], table: 'claim', keys: ['logIndex'] }],
  indices: [
    { name: 'score_settled', columns: ['coreDigest'], where: "state = 'OK' AND vetted_agreeing > 0" },
  ],
});

export interface ScoreStepRow {
  /** Of the run that made the step. */
  logIndex: number;
  coreDigest: string;
  protocolDigest: string;
  metric: string;
  contributorId: number;
  scoreBefore: number | null;
  scoreAfter: number | null;
  levelBefore: Level;
  levelAfter: Level;
  agreement: Agreement;
  /** The first run of an independent vetted group with a verdict: what a score predicts. */
  isPredicted: boolean;
  specVersion: string;
  steppedAt: Date;
}

/** What each score was before and after each run, written once: what was said then can be held against what came. */
export const scoreStepTable = table<ScoreStepRow>('score_step', {
  columns: {
    logIndex: primary('bigint', 'score_step'),
    coreDigest: text(),
    protocolDigest: text(),
    metric: text(),
    contributorId: bigint(),
    scoreBefore: double({ nullable: true }),
    scoreAfter: double({ nullable: true }),
    levelBefore: text(),
    levelAfter: text(),
    agreement: text(),
    isPredicted: boolean(),
    specVersion: text(),
    steppedAt: moment(),
  },
  references: [
    { columns: ['logIndex'], table: 'run', keys: ['logIndex'] },
    { columns: ['contributorId'], table: 'contributor', keys: ['id'] },
  ],
  indices: [
    { name: 'score_step_series', columns: ['coreDigest', 'protocolDigest', 'metric'] },
    {
      name: 'score_step_predicted',
      columns: ['logIndex'],
      where: 'is_predicted AND score_before IS NOT NULL',
    },
  ],
});

export interface AuditPlanRow {
  id: string;
  /** Whom the audit is drawn for; whoever else fits may get it. */
  contributorId: number | null;
  /** Owners whose models that evaluator runs; null for everybody's. */
  trustedOwners: string[] | null;
  dueAt: Date;
}

/** Audits that will be queued. */
export const auditPlanTable = table<AuditPlanRow>('audit_plan', {
  columns: {
    id: primary('uuid', 'audit_plan'),
    contributorId: bigint({ nullable: true }),
    trustedOwners: { ...textArray(), nullable: true },
    dueAt: moment(),
  },
  references: [{ columns: ['contributorId'], table: 'contributor', keys: ['id'] }],
  indices: [{ name: 'audit_plan_due', columns: ['dueAt'] }],
});

export interface AuditRow {
  jobId: string;
  /** The settled claim whose value is known. */
  claimLogIndex: number;
  /** Who ended it; null while nobody has. */
  contributorId: number | null;
  /** Null of an ended one whose result was refused as forged. */
  runLogIndex: number | null;
  endedAt: Date | null;
  /** Null until the hub has judged it. */
  outcome: AuditOutcome | null;
  /** When it began to count. */
  countedAt: Date | null;
}

/** Which jobs have a known answer. Nothing a client can ask reads this table. */
export const auditTable = table<AuditRow>('audit', {
  columns: {
    jobId: primary('uuid', 'audit'),
    claimLogIndex: bigint(),
    contributorId: bigint({ nullable: true }),
    runLogIndex: bigint({ nullable: true }),
    endedAt: moment({ nullable: true }),
    outcome: text({ nullable: true }),
    countedAt: moment({ nullable: true }),
  },
  references: [
    { columns: ['jobId'], table: 'evaluation_job', keys: ['id'] },
    { columns: ['claimLogIndex'], table: 'claim', keys: ['logIndex'] },
    { columns: ['contributorId'], table: 'contributor', keys: ['id'] },
    { columns: ['runLogIndex'], table: 'run', keys: ['logIndex'] },
  ],
  indices: [
    { name: 'audit_contributor', columns: ['contributorId'] },
    { name: 'audit_uncounted', columns: ['endedAt'], where: 'counted_at IS NULL AND ended_at IS NOT NULL' },
  ],
});
