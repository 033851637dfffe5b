import type { Rule } from './rule.ts';

/** Without a seed such a graph gives other numbers each time: no run of it can be reproduced bit by bit. */
export const randomOpUnseeded = {
  id: 'CHECKPOINT_ONNX_RANDOM_UNSEEDED',
  severity: 'WARNING',
  effect: 'NOTE',
  remedy: 'export in evaluation mode, or give each random operator a seed',
  find({ report }) {
    const unseeded = (report.operators ?? []).filter(
      ({ domain, op, unseeded: nodes }) => domain === '' && RANDOM_OPS.has(op) && nodes > 0,
    );
    if (unseeded.length === 0) return [];
    const message = 'the graph draws random numbers without a seed, so its runs cannot be reproduced exactly';
    return [{ message, received: unseeded.map(({ op }) => op).join(', ') }];
  },
} as const satisfies Rule;

const RANDOM_OPS: ReadonlySet<string> = new Set([
  'RandomNormal',
  'RandomNormalLike',
  'RandomUniform',
  'RandomUniformLike',
  'Multinomial',
  'Bernoulli',
]);
