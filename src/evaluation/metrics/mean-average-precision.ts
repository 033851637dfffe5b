import { jackknifeError } from '../statistics/jackknife.ts';
import { overlapOf, type Box, type Detection } from './boxes.ts';
import type { MeasuredItems } from './measured.ts';

export interface LabelledBox extends Box {
  readonly label: number;
}

/** What was found and what is there, image by image. */
export interface Detected {
  readonly found: readonly (readonly Detection[])[];
  readonly right: readonly (readonly LabelledBox[])[];
}

/**
 * Mean over the classes that occur of average precision where boxes match from an overlap of 0.5 on: the area under
 * precision made falling, at every recall (PASCAL VOC since 2010). A box matches once, the best scored detection first.
 */
export function meanAveragePrecision({ found, right }: Detected): MeasuredItems {
  const judged = found.flatMap((detections, image) => judge(detections, right[image] ?? [], image));
  // Sorted once, for the jackknife asks many times.
  const byClass = Map.groupBy(
    judged.sort((a, b) => b.score - a.score),
    ({ label }) => label,
  );
  const boxes = right.flatMap((inImage, image) => inImage.map(({ label }) => ({ label, image })));
  const valueOf = (isIn: (image: number) => boolean) => meanOver(byClass, boxes, isIn);
  const samplingError = jackknifeError(found.length, valueOf);
  const value = valueOf(() => true) ?? Number.NaN;
  return { value, samplingError, correct: null, undecided: 0, units: null, each: null };
}

interface Judged {
  readonly image: number;
  readonly label: number;
  readonly score: number;
  readonly isHit: boolean;
}

function judge(
  detections: readonly Detection[],
  boxes: readonly LabelledBox[],
  image: number,
): readonly Judged[] {
  const free = new Set(boxes);
  return [...detections]
    .sort((a, b) => b.score - a.score)
    .map((detection) => {
      const best = nearest(detection, boxes);
      const { label, score } = detection;
      return { image, label, score, isHit: best !== null && free.delete(best) };
    });
}

function nearest(detection: Detection, boxes: readonly LabelledBox[]): LabelledBox | null {
  let best: { readonly box: LabelledBox; readonly overlap: number } | null = null;
  for (const box of boxes) {
    const overlap = box.label === detection.label ? overlapOf(box, detection) : 0;
    if (overlap >= OVERLAP_MIN && overlap > (best?.overlap ?? 0)) best = { box, overlap };
  }
  return best?.box ?? null;
}

const OVERLAP_MIN = 0.5;

function meanOver(
  byClass: ReadonlyMap<number, readonly Judged[]>,
  boxes: readonly { readonly label: number; readonly image: number }[],
  isIn: (image: number) => boolean,
): number | null {
  const counts = new Map<number, number>();
  for (const { label, image } of boxes) if (isIn(image)) counts.set(label, (counts.get(label) ?? 0) + 1);
  const each = [...counts].map(([label, count]) =>
    averagePrecision(
      (byClass.get(label) ?? []).filter(({ image }) => isIn(image)),
      count,
    ),
  );
  return each.length === 0 ? null : each.reduce((sum, value) => sum + value, 0) / each.length;
}

/** Of detections by falling score. */
function averagePrecision(detections: readonly Judged[], boxes: number): number {
  let hits = 0;
  const points = detections.map(({ isHit }, i) => {
    if (isHit) hits++;
    return { recall: hits / boxes, precision: hits / (i + 1) };
  });
  let [area, precision] = [0, 0];
  for (let i = points.length - 1; i >= 0; i--) {
    precision = Math.max(precision, points[i]?.precision ?? 0);
    area += precision * ((points[i]?.recall ?? 0) - (points[i - 1]?.recall ?? 0));
  }
  return area;
}
