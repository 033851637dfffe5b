import { isOver, stepCartPole, type CartPole } from '../../evaluation/cart-pole.ts';
import { meanOfItems } from '../../evaluation/metrics/measured.ts';
import type { DecodingOf } from '../../evaluation/decoding.ts';
import { floats } from '../../checkpoint/dataset-answers.ts';
import type { Rows } from '../feed/feed.ts';
import { mismatch, unsupported } from '../unfit.ts';
import { likeliest } from '../predictions.ts';
import { feedOf } from './feed-of.ts';
import { decodingAs, type Ask, type TaskKind } from './task.ts';

/**
 * How long a policy keeps going, from each item's state on. Kept is `predictions` U8 [n,stepsMax], the action of each
 * step, 255 after the last: who has the actions can play the episode again, and so returns are counted, not believed.
 */
export const rollout: TaskKind<'rollout'> = {
  rule: 'rollout',
  assertFits(protocol, dataset) {
    const steps = protocol.dataset.count * decodingAs(protocol, 'rollout').stepsMax;
    if (steps > STEPS_MAX) throw unsupported(`at most ${STEPS_MAX} steps in all`, `${steps}`);
    const dims = dataset.kind === 'FEATURES' ? dataset.dims.join() : dataset.kind;
    if (dims !== `${STATE}`) throw mismatch(`features [n,${STATE}] of initial states`, dims);
  },
  form: (protocol) => [
    {
      name: 'predictions',
      dtype: 'U8',
      shape: [protocol.dataset.count, decodingAs(protocol, 'rollout').stepsMax],
    },
  ],
  answerLength: (protocol) => decodingAs(protocol, 'rollout').actions,
  shownLength: (protocol) => decodingAs(protocol, 'rollout').actions,
  async measure(items, { source, dataset }, protocol) {
    const { first, count } = protocol.dataset;
    const { stepsMax } = decodingAs(protocol, 'rollout');
    const actions = await items.bytes('predictions');
    const shape = [dataset.n, STATE];
    const states = await floats(
      source,
      { shape, offset: dataset.kind === 'FEATURES' ? dataset.featuresOffset : 0 },
      first,
      count,
    );
    const returns = Float64Array.from({ length: count }, (_, item) =>
      replayed(stateOf(states, item), actions.subarray(item * stepsMax, (item + 1) * stepsMax)),
    );
    return meanOfItems(returns);
  },
  async open(data, protocol) {
    const decoding = decodingAs(protocol, 'rollout');
    const { actions, stepsMax } = decoding;
    return {
      ...feedOf(data, protocol),
      outputDims: [actions],
      answerDims: [actions + stepsMax],
      answer: (rows, ask) => play(rows, decoding, ask),
      keep(kept, first, { count }, answers) {
        for (let row = 0; row < count; row++) {
          const from = row * (actions + stepsMax) + actions;
          kept['predictions']?.set(answers.subarray(from, from + stepsMax), (first + row) * stepsMax);
        }
      },
      shown: (_, answers) => answers.filter((_value, i) => i % (actions + stepsMax) < actions),
    };
  },
};

const STATE = 4;
// A hub plays every episode again, in a second or two.
const STEPS_MAX = 20_000_000;
const NO_ACTION = 255;

function stateOf(values: Float32Array, item: number): CartPole {
  const [position = 0, velocity = 0, angle = 0, angularVelocity = 0] = values.subarray(
    item * STATE,
    (item + 1) * STATE,
  );
  return { position, velocity, angle, angularVelocity };
}

/** One for each step until the episode is over, the last one too. */
function replayed(start: CartPole, actions: Uint8Array): number {
  let state = start;
  let steps = 0;
  for (const action of actions) {
    if (action === NO_ACTION || isOver(state)) break;
    state = stepCartPole(state, action);
    steps++;
  }
  return steps;
}

/** Of each episode what the model gave to its first state, then its actions. A NaN ends an episode. */
async function play(
  rows: Rows,
  { actions, stepsMax }: DecodingOf<'rollout'>,
  ask: Ask,
): Promise<Float32Array> {
  const width = actions + stepsMax;
  const answers = new Float32Array(rows.count * width).fill(NO_ACTION);
  const states = Array.from({ length: rows.count }, (_, row) =>
    stateOf(rows.columns[0] as Float32Array, row),
  );
  const playing = new Set(states.keys());
  for (let step = 0; step < stepsMax && playing.size > 0; step++) {
    const fed = Float32Array.from(
      states.flatMap(({ position, velocity, angle, angularVelocity }) => [
        position,
        velocity,
        angle,
        angularVelocity,
      ]),
    );
    const values = await ask({ ...rows, columns: [fed] });
    for (const row of playing) {
      const from = row * actions;
      if (step === 0) answers.set(values.subarray(from, from + actions), row * width);
      const action = likeliest(values, from, actions);
      const state = states[row];
      if (action < 0 || !state) playing.delete(row);
      else {
        answers[row * width + actions + step] = action;
        const next = stepCartPole(state, action);
        states[row] = next;
        if (isOver(next)) playing.delete(row);
      }
    }
  }
  return answers;
}
