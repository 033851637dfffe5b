import type { Rule } from './rule.ts';

/** Tensors that lie in files which were not beside this one: nobody has checked those bytes. */
export const externalData = {
  id: 'CHECKPOINT_ONNX_EXTERNAL_DATA',
  severity: 'ERROR',
  effect: 'QUARANTINE',
  remedy: 'publish the files that it names together with it, in the same folder',
  find({ report }) {
    const missing = report.missingParts ?? [];
    if (missing.length === 0) return [];
    const received = missing
      .slice(0, 20)
      .map((name) => name.slice(0, 100))
      .join(', ');
    return [
      { message: 'some tensors lie in files that are not here', expected: 'all files it names', received },
    ];
  },
} as const satisfies Rule;
