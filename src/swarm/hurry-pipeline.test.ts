import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Wire } from 'webtorrent';
import { hurryPipeline } from './hurry-pipeline.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }));
afterEach(() => void vi.useRealTimers());

/** A wire that brings so many bytes in each tenth of a second, `measured` being what the library says. */
function wireOf(isHub: boolean, measured = 0) {
  const wire = Object.assign(new EventEmitter(), { downloadSpeed: () => measured });
  const hint = hurryPipeline(wire as unknown as Wire, isHub);
  const bring = (bytesATick: number, ticks: number) => {
    for (let i = 0; i < ticks; i++) {
      vi.advanceTimersByTime(100);
      wire.emit('download', bytesATick);
      hint.sample();
    }
  };
  return { wire, bring };
}

describe('the speed of a wire, as the pipeline is told', () => {
  test('is above what it brings, so that the pipeline can grow, and never below what the library measured', () => {
    const { wire, bring } = wireOf(false);
    bring(100_000, 30);
    expect(wire.downloadSpeed()).toBeGreaterThan(1_000_000);
    const { wire: measured, bring: bringNothing } = wireOf(false, 123_456);
    bringNothing(0, 30);
    expect(measured.downloadSpeed()).toBe(123_456);
  });

  test('falls again when the wire brings less', () => {
    const { wire, bring } = wireOf(false);
    bring(500_000, 30);
    const before = wire.downloadSpeed();
    bring(1000, 30);
    expect(wire.downloadSpeed()).toBeLessThan(before / 10);
  });

  test('has an end, whatever a peer sends', () => {
    const { wire, bring } = wireOf(false);
    bring(1e9, 30);
    expect(wire.downloadSpeed()).toBeLessThanOrEqual(16_384 * 2000);
  });

  test('of a hub is less than of another peer: others may have what it would be asked for', () => {
    const [hub, peer] = [wireOf(true), wireOf(false)];
    hub.bring(500_000, 30);
    peer.bring(500_000, 30);
    expect(hub.wire.downloadSpeed()).toBeLessThan(peer.wire.downloadSpeed());
    expect(hub.wire.downloadSpeed()).toBeGreaterThan(0);
  });
});
