/** Corners in pixels. */
export interface Box {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
}

export interface Detection extends Box {
  readonly label: number;
  readonly score: number;
}

/** Shared area as a share of the area of both. */
export function overlapOf(a: Box, b: Box): number {
  const width = Math.min(a.x1, b.x1) - Math.max(a.x0, b.x0);
  const height = Math.min(a.y1, b.y1) - Math.max(a.y0, b.y0);
  if (!(width > 0 && height > 0)) return 0;
  return (width * height) / (areaOf(a) + areaOf(b) - width * height);
}

/** Non-maximum suppression: the best scored first, none that overlaps a better one of its class by more than `overlap`. */
export function keepBest(detections: readonly Detection[], overlap: number): readonly Detection[] {
  const kept: Detection[] = [];
  for (const detection of [...detections].sort((a, b) => b.score - a.score)) {
    const isCovered = kept.some(
      (better) => better.label === detection.label && overlapOf(better, detection) > overlap,
    );
    if (!isCovered) kept.push(detection);
  }
  return kept;
}

function areaOf({ x0, y0, x1, y1 }: Box): number {
  return (x1 - x0) * (y1 - y0);
}
