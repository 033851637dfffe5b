import { expect, test } from 'vitest';
import { takeOver } from './take-over.ts';
import type { PeerView } from './torrent-wires.ts';

/** A peer that owes blocks of these pieces, two each. */
function peer(bytesPerSecond: number, owes: readonly number[], has: readonly number[]): PeerView {
  const requests = owes.flatMap((piece) => [0, 16_384].map((offset) => ({ piece, offset, length: 16_384 })));
  const peerPieces = { get: (index: number) => has.includes(index) };
  const wire = { requests, peerPieces, peerChoking: false };
  return { wire, bytesPerSecond, isResting: false } as unknown as PeerView;
}

test('a peer without work takes over from one that would need long', () => {
  const slow = peer(10_000, [1, 2], [1, 2]);
  const taken = takeOver([slow, peer(10e6, [], [1, 2])]);
  expect(taken?.slowest).toBe(slow);
  expect(taken?.owed).toHaveLength(4);
});

test('only what it has is taken over', () => {
  const slow = peer(10_000, [1, 2], [1, 2]);
  expect(takeOver([slow, peer(10e6, [], [2])])?.owed.map(({ piece }) => piece)).toEqual([2, 2]);
  expect(takeOver([slow, peer(10e6, [], [3])])).toBeNull();
  // Each of the fast ones is looked at.
  expect(takeOver([slow, peer(10e6, [], [3]), peer(10e6, [], [1])])?.owed).toHaveLength(2);
});

test.each([
  ['who has work itself', peer(10e6, [7], [1])],
  ['who is no faster', peer(15_000, [], [1])],
  ['who has brought nothing', peer(0, [], [1])],
])('%s takes nothing', (_, other) => {
  expect(takeOver([peer(10_000, [1], [1]), other])).toBeNull();
});

test('who keeps up is left alone', () => {
  expect(takeOver([peer(2e6, [1], [1]), peer(10e6, [], [1])])).toBeNull();
});
