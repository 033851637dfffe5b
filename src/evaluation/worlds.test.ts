import { describe, expect, test } from 'vitest';
import { isOver, stepCartPole, type CartPole } from './cart-pole.ts';
import { changedImage } from './corrupt-image.ts';
import type { DecodingOf } from './decoding.ts';
import { alphaBars, denoisingSteps } from './noise-schedule.ts';
import { pinnedNoise } from './pinned-noise.ts';
import { CORRUPTION_KINDS } from './preprocessing.ts';

const REST: CartPole = { position: 0, velocity: 0, angle: 0, angularVelocity: 0 };

describe('a cart with a pole', () => {
  test('moves as Gymnasium’s equations say', () => {
    const start = { position: 0.01, velocity: -0.02, angle: 0.03, angularVelocity: 0.04 };
    const end = [1, 0, 1, 1, 1].reduce(stepCartPole, start);
    expect(end.position).toBeCloseTo(0.023525558663475683, 15);
    expect(end.velocity).toBeCloseTo(0.5633919352233676, 14);
    expect(end.angle).toBeCloseTo(0.012433087822150319, 15);
    expect(end.angularVelocity).toBeCloseTo(-0.794695764532453, 14);
  });

  test('pushed one way from rest falls after nine steps', () => {
    let [state, steps] = [REST, 0];
    for (; !isOver(state); steps++) state = stepCartPole(state, 1);
    expect(steps).toBe(9);
  });

  test('is over off the track and where nothing is a number', () => {
    expect(isOver(REST)).toBe(false);
    expect(isOver({ ...REST, position: 2.5 })).toBe(true);
    expect(isOver({ ...REST, angle: Number.NaN })).toBe(true);
  });
});

describe('noise', () => {
  test('is the same for a purpose, seed and item, and other for another', () => {
    const words = (...of: [string, number, number]) => {
      const noise = pinnedNoise(...of);
      return Array.from({ length: 20 }, () => noise.word());
    };
    expect(words('a', 1, 2)).toEqual(words('a', 1, 2));
    for (const other of [words('b', 1, 2), words('a', 2, 2), words('a', 1, 3)])
      expect(other).not.toEqual(words('a', 1, 2));
    expect(new Set(words('a', 1, 2)).size).toBe(20);
  });

  test('is normal: mean 0, deviation 1, a twentieth beyond 1.96', () => {
    const noise = pinnedNoise('test', 1, 0);
    const values = Array.from({ length: 20_000 }, () => noise.normal());
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
    expect(Math.abs(mean)).toBeLessThan(0.02);
    expect(Math.abs(variance - 1)).toBeLessThan(0.03);
    expect(values.filter((value) => Math.abs(value) > 1.96).length / values.length).toBeCloseTo(0.05, 2);
  });
});

describe('a schedule of noise', () => {
  const decoding: DecodingOf<'ddim'> = {
    rule: 'ddim',
    trainSteps: 1000,
    betaFrom: '0.0001',
    betaTo: '0.02',
    start: 300,
    steps: 4,
    seed: 1,
  };

  test('keeps of the picture what the product says', () => {
    const bars = alphaBars(decoding);
    expect(bars[0]).toBeCloseTo(0.9999, 12);
    expect(bars[300]).toBeCloseTo(0.394011122523382, 12);
    expect(bars[999]).toBeCloseTo(4.035829765375676e-5, 14);
  });

  test('leads in even steps to the clean picture', () => {
    const steps = denoisingSteps(decoding);
    expect(steps.map(({ timestep }) => timestep)).toEqual([300, 225, 150, 75]);
    expect(steps.at(-1)?.alphaBarAfter).toBe(1);
    expect(steps[0]?.alphaBarAfter).toBe(steps[1]?.alphaBar);
  });
});

describe('a picture', () => {
  const size = { height: 64, width: 64, channels: 3 };
  // Waves, for spoiling what is noise already changes little.
  const bytes = Uint8Array.from({ length: 64 * 64 * 3 }, (_, i) => 100 + 60 * Math.sin(i / 29) + (i % 3));
  const spoiled = (kind: (typeof CORRUPTION_KINDS)[number], severity: number, item = 0) =>
    changedImage({ ...size, bytes }, [{ step: 'corrupt', kind, severity, seed: 7 }], item);
  const distance = (other: Uint8Array) =>
    other.reduce((sum, byte, i) => sum + (byte - (bytes[i] ?? 0)) ** 2, 0);

  test.each(CORRUPTION_KINDS)('is spoiled more by more of %s, and alike each time', (kind) => {
    expect(distance(spoiled(kind, 5))).toBeGreaterThan(distance(spoiled(kind, 1)));
    expect(distance(spoiled(kind, 1))).toBeGreaterThan(0);
    expect(spoiled(kind, 3)).toEqual(spoiled(kind, 3));
    expect(spoiled(kind, 3)).toHaveLength(bytes.length);
  });

  test('is spoiled otherwise than the next one by noise', () => {
    expect(spoiled('gaussian-noise', 3, 1)).not.toEqual(spoiled('gaussian-noise', 3, 2));
  });

  test('gets its stamp in the lower right corner and nowhere else', () => {
    const stamped = changedImage({ ...size, bytes }, [{ step: 'stamp', size: 3, value: 255 }], 0);
    const changed = [...stamped.keys()].filter((i) => stamped[i] !== bytes[i]);
    expect(changed.length).toBe(27);
    for (const at of changed) {
      const pixel = Math.floor(at / 3);
      expect([Math.floor(pixel / 64) >= 61, pixel % 64 >= 61]).toEqual([true, true]);
    }
  });

  test('moves each byte up or down by as much, the same way each time and otherwise for another item', () => {
    const jittered = (item: number) =>
      changedImage({ ...size, bytes }, [{ step: 'jitter', epsilon: '24', seed: 7 }], item);
    const moved = [...jittered(0)].map((byte, i) => byte - (bytes[i] ?? 0));
    // A byte near an end of its range stops there.
    for (const [i, by] of moved.entries()) {
      const byte = bytes[i] ?? 0;
      expect([Math.min(24, 255 - byte), -Math.min(24, byte)]).toContain(by);
    }
    expect(moved.some((by) => by > 0) && moved.some((by) => by < 0)).toBe(true);
    expect(jittered(0)).toEqual(jittered(0));
    expect(jittered(1)).not.toEqual(jittered(0));
  });

  test('smaller than its stamp is all stamp', () => {
    const stamped = changedImage({ ...size, bytes }, [{ step: 'stamp', size: 300, value: 9 }], 0);
    expect(new Set(stamped)).toEqual(new Set([9]));
  });
});
