import type { Finding } from '../inspection.ts';
import type { OpCount } from './onnx-graph.ts';

/** An operator of another domain is a library call we know nothing of, unless the file itself defines it. */
export function unknownDomains(
  ops: Iterable<OpCount>,
  functions: ReadonlySet<string>,
  allowContribOps: boolean,
): Finding[] {
  const allowed = new Set(allowContribOps ? [...DOMAINS, 'com.microsoft'] : DOMAINS);
  const strangers = [...ops].filter(
    ({ domain, op }) => !allowed.has(domain) && !functions.has(`${domain}.${op}`),
  );
  return strangers.length === 0
    ? []
    : [
        {
          rule: 'CHECKPOINT_ONNX_DOMAIN_UNKNOWN',
          severity: 'ERROR',
          message: 'the graph calls operators outside the standard domains',
          expected: [...allowed].map((domain) => domain || 'ai.onnx').join(', '),
          received: namesOf(strangers),
        },
      ];
}

/** Without a seed such a graph gives other numbers each time: no run of it can be reproduced bit by bit. */
export function unseededRandomOps(ops: Iterable<OpCount>): Finding[] {
  const unseeded = [...ops].filter(
    ({ domain, op, unseeded: n }) => domain === '' && RANDOM_OPS.has(op) && n > 0,
  );
  return unseeded.length === 0
    ? []
    : [
        {
          rule: 'CHECKPOINT_ONNX_RANDOM_UNSEEDED',
          severity: 'WARNING',
          message: 'the graph draws random numbers without a seed, so its runs cannot be reproduced exactly',
          received: namesOf(unseeded),
        },
      ];
}

/**
 * A file is inspected alone, so bytes that lie in another one are not vouched for: quarantined, though the location
 * is a plain name.
 */
export function externalData(tensorNames: readonly string[]): Finding[] {
  return tensorNames.length === 0
    ? []
    : [
        {
          rule: 'CHECKPOINT_ONNX_EXTERNAL_DATA',
          severity: 'ERROR',
          message: 'some tensors lie in another file',
          expected: 'a model that holds its own weights (onnx.save_model with save_as_external_data=False)',
          received: tensorNames.map((name) => name.slice(0, 100)).join(', '),
        },
      ];
}

const DOMAINS = ['', 'ai.onnx.ml'];

const RANDOM_OPS: ReadonlySet<string> = new Set([
  'RandomNormal',
  'RandomNormalLike',
  'RandomUniform',
  'RandomUniformLike',
  'Multinomial',
  'Bernoulli',
]);

function namesOf(ops: readonly OpCount[]): string {
  return ops
    .slice(0, 20)
    .map(({ domain, op }) => (domain === '' ? op : `${domain}.${op}`).slice(0, 100))
    .join(', ');
}
