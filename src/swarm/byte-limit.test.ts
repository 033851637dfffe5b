import { describe, expect, test } from 'vitest';
import { allOf, byteLimit, UNLIMITED } from './byte-limit.ts';

/** A limit of 1,000 bytes a second by a clock that stands until it is moved. */
function limited() {
  const clock = { ms: 0 };
  return { clock, limit: byteLimit(1000, () => clock.ms) };
}

describe('byteLimit', () => {
  test('lets a tenth of a second through at once, and says how long the rest waits', () => {
    const { limit, clock } = limited();
    expect(limit.delayFor(100)).toBe(0);
    expect(limit.delayFor(1)).toBeGreaterThan(0);
    clock.ms = 10;
    expect(limit.delayFor(1)).toBe(0);
  });

  test('lets a block larger than the burst go, and makes the next wait for it', () => {
    const { limit, clock } = limited();
    expect(limit.delayFor(600)).toBe(0);
    expect(limit.delayFor(1)).toBe(500);
    clock.ms = 500;
    expect(limit.delayFor(1)).toBeGreaterThan(0);
    clock.ms = 501;
    expect(limit.delayFor(1)).toBe(0);
  });

  test('saves no more than a tenth of a second, however long nobody asks', () => {
    const { limit, clock } = limited();
    clock.ms = 3_600_000;
    expect([limit.delayFor(100), limit.delayFor(1) > 0]).toEqual([0, true]);
  });

  test('lets no more than its rate and a burst through in ten seconds of greed', () => {
    const { limit, clock } = limited();
    let sent = 0;
    for (; clock.ms < 10_000; clock.ms++) if (limit.delayFor(16) === 0) sent += 16;
    expect(sent).toBeGreaterThan(9900);
    expect(sent).toBeLessThanOrEqual(10_000 + 100 + 16);
  });

  test('counts what went without asking', () => {
    const { limit } = limited();
    limit.charge(1100);
    expect(limit.delayFor(1)).toBe(1000);
  });

  test('null is no limit', () => {
    expect(byteLimit(null)).toBe(UNLIMITED);
    expect(UNLIMITED.delayFor(2 ** 50)).toBe(0);
  });
});

describe('allOf', () => {
  test('lets through what all let through, and counts nothing that one holds back', () => {
    const [one, other] = [limited(), limited()];
    other.limit.charge(1100);
    const both = allOf([one.limit, UNLIMITED, other.limit]);
    expect(both.delayFor(50)).toBe(1000);
    expect(one.limit.delayFor(100)).toBe(0);
    other.clock.ms = 1001;
    one.clock.ms = 1001;
    expect(both.delayFor(400)).toBe(0);
    expect([one.limit.delayFor(1) > 0, other.limit.delayFor(1) > 0]).toEqual([true, true]);
  });

  test('of none is none', () => expect(allOf([UNLIMITED])).toBe(UNLIMITED));
});
