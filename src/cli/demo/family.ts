import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const OWNER = 'mnist';

/** The five checkpoints of scripts/demo and how each was made; parents come before children. */
export const family = [
  member('base-e1', 'base', 'e1'),
  member('base-e2', 'base', 'e2', { reference: `${OWNER}/base@e1`, kind: 'CONTINUATION' }),
  member('low-digits', 'low-digits', 'main', { reference: `${OWNER}/base@e2`, kind: 'FINE_TUNE' }),
  member('low-digits-fp16', 'low-digits-fp16', 'main', {
    reference: `${OWNER}/low-digits`,
    kind: 'QUANTIZATION',
  }),
  member('scratch', 'scratch', 'main'),
];

/** What the training script counted on exactly the published images. */
export interface Expected {
  readonly checkpoints: Readonly<Record<string, ExpectedCounts>>;
}

interface ExpectedCounts {
  readonly correct: number;
  readonly total: number;
  readonly groups: { readonly low: Share; readonly high: Share };
}

interface Share {
  readonly correct: number;
  readonly total: number;
}

/** A path below scripts/demo, from the sources as from the built program. */
export function demoFiles(...parts: readonly string[]): string {
  const places = ['../../../scripts/demo/', '../../../../scripts/demo/'].map(
    (up) => new URL(up, import.meta.url),
  );
  const folder = places.find((place) => existsSync(place)) ?? places[0]!;
  return fileURLToPath(new URL(parts.join('/'), folder));
}

function member(
  folder: string,
  model: string,
  revision: string,
  parent?: { reference: string; kind: string },
) {
  const name = `${OWNER}/${model}`;
  return { folder, name, revision, reference: `${name}@${revision}`, parent: parent ?? null };
}
