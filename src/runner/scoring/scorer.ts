import type { JobResult } from '../job-result.ts';
import type { Rows } from '../feed/feed.ts';

/** Takes a model's answers in the order of the items and says what they are worth. */
export interface Scorer {
  take(rows: Rows, answers: Float32Array): void;
  /** What a challenge shows of the answers to rows that are no items. */
  shown(rows: Rows, answers: Float32Array): Float32Array;
  /** After the last item: writes the answers to each item, and sums up. */
  finish(itemsFile: string, outputName: string): Promise<Scored>;
}

export type Scored = Pick<JobResult, 'correct' | 'undecided' | 'outputsDigest' | 'predictionsDigest'>;
