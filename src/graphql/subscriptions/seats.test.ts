import { expect, test } from 'vitest';
import { Seats } from './seats.ts';

const full = expect.objectContaining({ code: 'GRAPHQL_SUBSCRIPTIONS_MAX' }) as Error;

test('one caller has so many seats, all have so many, and one given back twice is one', () => {
  const seats = new Seats(2, 3);
  const first = seats.take('ada');
  seats.take('ada');
  expect(() => seats.take('ada')).toThrow(full);
  const bea = seats.take('bea');
  expect(() => seats.take('eve')).toThrow(full);
  bea();
  bea();
  seats.take('eve');
  expect(() => seats.take('fay')).toThrow(full);
  first();
  seats.take('ada');
});
