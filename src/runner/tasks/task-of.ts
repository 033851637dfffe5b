import type { Dataset } from '../../checkpoint/dataset.ts';
import type { DecodingRule } from '../../evaluation/decoding.ts';
import type { Protocol } from '../../evaluation/protocol.ts';
import { TASKS } from '../../evaluation/task.ts';
import { mismatch } from '../unfit.ts';
import { argmax } from './argmax.ts';
import { attackedArgmax } from './attacked-argmax.ts';
import { boxes } from './boxes.ts';
import { likeliestChoice, rankFirst } from './choices.ts';
import { ctcGreedy } from './ctc-greedy.ts';
import { ddim } from './ddim.ts';
import { argmaxFrames } from './frames.ts';
import { greedy } from './greedy.ts';
import { nextToken } from './next-token.ts';
import { cosine, value } from './numbers.ts';
import { rollout } from './rollout.ts';
import type { TaskKind } from './task.ts';

/** How a protocol's answers are read, kept and measured. */
export function taskOf({ decoding }: Pick<Protocol, 'decoding'>): TaskKind {
  return KINDS[decoding.rule];
}

/** Refuses data that are not the protocol's task's with `RUNNER_DATASET_MISMATCH`. */
export function assertFits(protocol: Protocol, dataset: Dataset): void {
  const { data } = TASKS[protocol.task.id];
  const { first, count } = protocol.dataset;
  if (dataset.kind !== data) throw mismatch(`a dataset of ${data}`, dataset.kind);
  if (first + count > dataset.n)
    throw mismatch(`items ${first}..${first + count - 1}`, `a dataset of ${dataset.n}`);
  taskOf(protocol).assertFits(protocol, dataset);
}

const KINDS: { readonly [Rule in DecodingRule]: TaskKind<Rule> } = {
  argmax,
  'attacked-argmax': attackedArgmax,
  'argmax-frames': argmaxFrames,
  'next-token': nextToken,
  'likeliest-choice': likeliestChoice,
  'rank-first': rankFirst,
  greedy,
  'ctc-greedy': ctcGreedy,
  boxes,
  ddim,
  rollout,
  value,
  cosine,
};
