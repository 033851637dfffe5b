import type { OperatorUse } from '../formats/format-report.ts';
import type { Rule } from './rule.ts';

/** An operator of another domain is a library call we know nothing of, unless the file itself defines it. */
export const customOpDomain = {
  id: 'CHECKPOINT_ONNX_DOMAIN_UNKNOWN',
  severity: 'ERROR',
  effect: 'QUARANTINE',
  remedy: 'export the model with standard operators',
  find({ report }) {
    const strangers = (report.operators ?? []).filter(({ isKnown }) => !isKnown);
    if (strangers.length === 0) return [];
    const message = 'the graph calls operators outside the standard domains';
    return [{ message, expected: 'operators of ai.onnx and ai.onnx.ml', received: namesOf(strangers) }];
  },
} as const satisfies Rule;

const NAMES_SHOWN = 20;

function namesOf(operators: readonly OperatorUse[]): string {
  return operators
    .slice(0, NAMES_SHOWN)
    .map(({ domain, op }) => `${domain}.${op}`.slice(0, 100))
    .join(', ');
}
