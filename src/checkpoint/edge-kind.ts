/** How a child came from its parent; Hugging Face's `base_model_relation` knows the first four. */
export type EdgeKind = (typeof EDGE_KINDS)[number];

export const EDGE_KINDS = [
  'FINE_TUNE',
  'ADAPTER',
  'MERGE',
  'QUANTIZATION',
  'FORK',
  'CONTINUATION',
  'DISTILLATION',
  'PRUNING',
  'CONVERSION',
] as const;

export function isEdgeKind(value: unknown): value is EdgeKind {
  return EDGE_KINDS.some((kind) => kind === value);
}
