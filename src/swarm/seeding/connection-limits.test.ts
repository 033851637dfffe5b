import { describe, expect, test } from 'vitest';
import { ConnectionLimits } from './connection-limits.ts';

const enter = (limits: ConnectionLimits, address: string, times: number) =>
  Array.from({ length: times }, () => limits.enter(address)).filter((place) => place !== null);

describe('connections', () => {
  test('200 from one address, and 1,000 in all', () => {
    const limits = new ConnectionLimits();
    expect(enter(limits, '192.0.2.1', 300)).toHaveLength(200);
    for (let i = 2; i < 6; i++) expect(enter(limits, `192.0.2.${i}`, 200)).toHaveLength(200);
    expect(limits.enter('192.0.2.9')).toBeNull();
  });

  test('from one IPv6 network count as from one address', () => {
    const limits = new ConnectionLimits();
    const inNetwork = (network: string) =>
      Array.from({ length: 300 }, (_, i) => limits.enter(`${network}:${i.toString(16)}::7`));
    const places = inNetwork('2001:db8:0:1');
    expect(places.filter((place) => place !== null)).toHaveLength(200);
    expect(inNetwork('2001:db8:0:2').filter((place) => place !== null)).toHaveLength(200);
    places[0]?.leave();
    expect(limits.enter('2001:db8:0:1:ffff::1')).not.toBeNull();
  });

  test('a place that is left is there for another, once', () => {
    const limits = new ConnectionLimits();
    const [first] = enter(limits, '192.0.2.1', 200);
    expect(limits.enter('192.0.2.1')).toBeNull();
    first?.leave();
    first?.leave();
    expect(enter(limits, '192.0.2.1', 2)).toHaveLength(1);
  });

  test('400 visits at once from one address, however soon it leaves; others are not concerned', () => {
    const limits = new ConnectionLimits();
    let visits = 0;
    for (let i = 0; i < 1000; i++) {
      const place = limits.enter('192.0.2.1');
      if (place) visits++;
      place?.leave();
    }
    // Some more come back while this loop runs, 20 a second.
    expect(visits).toBeGreaterThanOrEqual(400);
    expect(visits).toBeLessThan(500);
    expect(limits.enter('192.0.2.2')).not.toBeNull();
  });

  test('a crowd of addresses that are turned away is forgotten; who is here stays counted', () => {
    const limits = new ConnectionLimits();
    for (let i = 0; i < 5; i++) enter(limits, `192.0.2.${i}`, 200);
    for (let i = 0; i < 50_000; i++) expect(limits.enter(`2001:db8:${i.toString(16)}::1`)).toBeNull();
    expect(limits.addressesKept).toBeLessThanOrEqual(10_001);
    expect(limits.enter('192.0.2.0')).toBeNull();
  });
});

describe('dialling', () => {
  test('goes to a peer once at a time, and to 100 in all', () => {
    const limits = new ConnectionLimits();
    expect([limits.mayDial('aa', '192.0.2.1:1'), limits.mayDial('aa', '192.0.2.1:1')]).toEqual([true, false]);
    expect(limits.mayDial('bb', '192.0.2.1:1')).toBe(true);
    for (let port = 2; port < 100; port++) limits.mayDial('aa', `192.0.2.1:${port}`);
    expect(limits.mayDial('aa', '192.0.2.1:100')).toBe(false);
    limits.dialEnded('aa', '192.0.2.1:1');
    expect(limits.mayDial('aa', '192.0.2.1:100')).toBe(true);
  });
});
