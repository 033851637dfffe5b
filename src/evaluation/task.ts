import type { DecodingRule } from './decoding.ts';

/** What is asked of a checkpoint. Ids are the field's where it has one for the same question. */
export interface TaskFacts {
  readonly data: 'IMAGES' | 'TOKENS' | 'FEATURES';
  /** What a protocol of it may say of decoding. */
  readonly rules: readonly DecodingRule[];
  readonly metrics: readonly string[];
}

export type TaskId = keyof typeof TASKS;

const CLASS_METRICS = ['accuracy', 'macro-f1', 'mcc', 'loss'] as const;

export const TASKS = {
  'image-classification': {
    data: 'IMAGES',
    rules: ['argmax', 'attacked-argmax'],
    metrics: [...CLASS_METRICS, 'trigger-success'],
  },
  'object-detection': { data: 'IMAGES', rules: ['boxes'], metrics: ['map-50'] },
  'image-to-image': { data: 'IMAGES', rules: ['ddim'], metrics: ['mean-squared-error'] },
  'text-classification': { data: 'TOKENS', rules: ['argmax'], metrics: CLASS_METRICS },
  'causal-language-modelling': { data: 'TOKENS', rules: ['next-token'], metrics: ['loss', 'perplexity'] },
  'multiple-choice': { data: 'TOKENS', rules: ['likeliest-choice'], metrics: ['accuracy'] },
  'canary-exposure': { data: 'TOKENS', rules: ['rank-first'], metrics: ['exposure'] },
  'text2text-generation': {
    data: 'TOKENS',
    rules: ['greedy'],
    metrics: ['exact-match', 'word-error-rate'],
  },
  'sentence-similarity': { data: 'TOKENS', rules: ['cosine'], metrics: ['spearman'] },
  'automatic-speech-recognition': { data: 'FEATURES', rules: ['ctc-greedy'], metrics: ['word-error-rate'] },
  'audio-classification': { data: 'FEATURES', rules: ['argmax'], metrics: CLASS_METRICS },
  'audio-frame-classification': { data: 'FEATURES', rules: ['argmax-frames'], metrics: ['frame-accuracy'] },
  'tabular-classification': { data: 'FEATURES', rules: ['argmax'], metrics: CLASS_METRICS },
  'tabular-regression': {
    data: 'FEATURES',
    rules: ['value'],
    metrics: ['mean-squared-error', 'mean-absolute-error'],
  },
  'reinforcement-learning': { data: 'FEATURES', rules: ['rollout'], metrics: ['mean-return'] },
} as const satisfies Readonly<Record<string, TaskFacts>>;

export const TASK_IDS = Object.keys(TASKS) as readonly TaskId[];
