import { describe, expect, test } from 'vitest';
import { independenceGroups, type Evaluator } from './independence.ts';

function evaluator(id: string, changes: Partial<Evaluator> = {}): Evaluator {
  const none = { organisations: [], domains: [], hosts: [], payers: [], conflicts: [] };
  return { id, ...none, audits: { passed: 0, failed: 0 }, isTrusted: false, ...changes };
}

function idsOf(evaluators: readonly Evaluator[], publisherId = 'publisher') {
  return independenceGroups(evaluators, publisherId).map((group) =>
    group.members.map(({ id }) => id).join('+'),
  );
}

describe('independenceGroups', () => {
  test.each(['organisations', 'domains', 'hosts', 'payers'] as const)(
    'joins who share one of their %s',
    (fact) => {
      expect(idsOf([evaluator('a', { [fact]: ['x'] }), evaluator('b', { [fact]: ['y', 'x'] })])).toEqual([
        'a+b',
      ]);
    },
  );

  test('does not take one fact for another of the same text', () => {
    const people = [evaluator('x'), evaluator('b', { domains: ['x'] }), evaluator('c', { hosts: ['x'] })];
    expect(idsOf(people)).toHaveLength(3);
  });

  test('joins chains, in any order, under the smallest id', () => {
    const people = [
      evaluator('c', { hosts: ['h2'] }),
      evaluator('b', { hosts: ['h1', 'h2'] }),
      evaluator('a', { hosts: ['h1'] }),
      evaluator('d', { conflicts: ['c'] }),
    ];
    expect(idsOf(people)).toEqual(['a+b+c+d']);
    expect(independenceGroups(people.toReversed(), 'p')).toEqual(independenceGroups(people, 'p'));
  });

  test('marks as self whoever is tied to the publisher, listed or not', () => {
    const people = [evaluator('a', { conflicts: ['publisher'] }), evaluator('b')];
    expect(independenceGroups(people, 'publisher').map((group) => group.isSelf)).toEqual([true, false]);
    expect(independenceGroups(people, 'b').map((group) => group.isSelf)).toEqual([false, true]);
  });

  test('lets an unvetted evaluator join one group by its ties, and join no two', () => {
    const vetted = { audits: { passed: 4, failed: 0 } };
    const people = [
      evaluator('e1', { ...vetted, hosts: ['h1'] }),
      evaluator('e2', { ...vetted, hosts: ['h2'] }),
      evaluator('m', { hosts: ['h1', 'h2'], conflicts: ['e1', 'e2'] }),
      evaluator('n', { hosts: ['h3'], conflicts: ['publisher'] }),
    ];
    expect(idsOf(people)).toEqual(['e1+m', 'e2', 'n']);
    expect(idsOf(people.toReversed())).toEqual(['e1+m', 'e2', 'n']);
    expect(independenceGroups(people, 'publisher').map(({ isSelf }) => isSelf)).toEqual([false, false, true]);
    const bridge = { ...people[2]!, ...vetted };
    expect(idsOf([people[0]!, people[1]!, bridge])).toEqual(['e1+e2+m']);
  });

  test('keeps thousands of evaluators on one host one group', () => {
    const many = Array.from({ length: 20_000 }, (_, i) =>
      evaluator(`e${i}`, { hosts: [`h${i}`, `h${i + 1}`] }),
    );
    expect(independenceGroups(many, 'p')).toHaveLength(1);
  });
});
