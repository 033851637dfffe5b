import { describe, expect, test } from 'vitest';
import { isSameTwice, turnIn } from './wait-for-turn.ts';
import * as operations from './generated/operations.ts';

const NOW = Date.parse('2026-11-22T12:00:00Z');

describe('when it is one’s turn', () => {
  test.each([
    [{ 'retry-after': '7' }, 7],
    [{ 'retry-after': '0' }, 1],
    [{ 'retry-after': 'Sun, 22 Nov 2026 12:00:30 GMT' }, 30],
    [{ 'retry-after': 'Sun, 22 Nov 2026 11:00:00 GMT' }, 1],
    [{ ratelimit: '"anonymous";r=0;t=212' }, 212],
    [{ 'retry-after': '7', ratelimit: '"anonymous";r=0;t=212' }, 7],
    [{ 'retry-after': 'soon' }, null],
    [{ ratelimit: '"anonymous";r=0' }, null],
    [{}, null],
  ])('%j is in %s seconds', (headers, seconds) => {
    const given: Readonly<Record<string, string>> = headers;
    expect(turnIn({ header: (name) => given[name] }, NOW)).toBe(seconds);
  });
});

test('reads and signed writes may be sent twice, others not', () => {
  const twice = [
    operations.searchCheckpoints,
    operations.listTasks,
    operations.submitStatement,
    operations.registerProtocol,
  ];
  const once = [
    operations.requestEvaluation,
    operations.inviteContributor,
    operations.redeemInvitation,
    operations.leaseEvaluationJob,
  ];
  expect(twice.map(isSameTwice)).toEqual(twice.map(() => true));
  expect(once.map(isSameTwice)).toEqual(once.map(() => false));
});
