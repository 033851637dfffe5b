import { serverAudits } from 'graphql-http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestHub, type TestHub } from '../support/test-hub.ts';

let hub: TestHub;
beforeAll(async () => {
  hub = await openTestHub();
});
afterAll(() => hub?.[Symbol.asyncDispose]());

/** By GET a question needs a header that no other site can send: what says no to forms says no to these. */
const BY_GET = ['5A70', 'D6D5', '6A70'];

const audits = serverAudits({ url: () => `${hub.url}/graphql` });

describe('of GraphQL over HTTP a hub', () => {
  test.each(audits.filter(({ id }) => !BY_GET.includes(id)).map((audit) => [audit.name, audit] as const))(
    '%s',
    async (_, audit) => {
      expect(await audit.fn()).toMatchObject({ status: 'ok' });
    },
  );

  test('has every MUST and every SHOULD, and leaves out what would let other sites ask', () => {
    const left = audits.filter(({ id }) => BY_GET.includes(id)).map(({ name }) => name.split(' ')[0]);
    expect([audits.length, left]).toEqual([61, ['MAY', 'MAY', 'MAY']]);
  });
});
