/*
 * Solid edges are training: the values were learned anew. Dashed ones are handling: the same values,
 * cut, rounded, copied or repacked. The stroke's weight is the evidence's.
 */
const TRAINED: ReadonlySet<string> = new Set([
  'FINE_TUNE',
  'CONTINUATION',
  'ADAPTER',
  'MERGE',
  'DISTILLATION',
]);

export function edgeClass({ kind, evidence }: { readonly kind: string; readonly evidence: string }): string {
  return `edge ${TRAINED.has(kind) ? 'trained' : 'handled'} ${evidence.toLowerCase()}`;
}

export const EVIDENCE: Readonly<Record<string, string>> = {
  IMPORTED: 'another place says so; nobody signed it here',
  DECLARED: 'the child’s publisher says so, signed',
  ACKNOWLEDGED: 'the child’s publisher is also the parent’s',
  PROVEN: 'the weights themselves show it',
};
