import type { Claim, Run } from './run.ts';
import { verdictOf } from './verdict.ts';

/** What a known-answer job says of who ran it; INCONCLUSIVE counts neither way. */
export type AuditOutcome = 'PASSED' | 'FAILED' | 'INCONCLUSIVE';

/** What an evaluator answered to a job whose answer is known. */
export interface AuditedResult {
  /** The settled claim. */
  readonly claim: Claim;
  /** Null for a result that was refused as forged: it contradicts itself or answers another job. */
  readonly run: Run | null;
  /** Whether it agrees without having run the model, as its challenge answer says. */
  readonly isUnproven: boolean;
}

/** Every condition of an audit joins here: passed only when all of them hold, failed when one certainly does not. */
export function auditOutcome({ claim, run, isUnproven }: AuditedResult): AuditOutcome {
  if (run === null || isUnproven) return 'FAILED';
  const { agreement } = verdictOf(claim, [run]);
  if (agreement === 'INCONCLUSIVE') return 'INCONCLUSIVE';
  return agreement === 'AGREE' ? 'PASSED' : 'FAILED';
}
