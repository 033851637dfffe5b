import { expect, test } from 'vitest';
import { askerOf } from './asker.ts';

test.each([
  ['127.0.0.1', undefined, '127.0.0.1'],
  ['::ffff:127.0.0.1', undefined, '127.0.0.1'],
  ['127.0.0.1', '203.0.113.9', '203.0.113.9'],
  ['127.0.0.1', '198.51.100.1, 203.0.113.9', '203.0.113.9'],
  ['::1', '2001:db8::1', '2001:db8::1'],
  ['127.0.0.1', 'nobody', '127.0.0.1'],
  ['127.0.0.1', '203.0.113.9,', '127.0.0.1'],
  ['198.51.100.1', '203.0.113.9', '198.51.100.1'],
  ['192.168.0.1', '203.0.113.9', '192.168.0.1'],
  [undefined, '203.0.113.9', ''],
])('a request from %s forwarded for %s takes the allowance of %s', (remoteAddress, forwarded, asker) => {
  const headers = forwarded === undefined ? {} : { 'x-forwarded-for': forwarded };
  expect(askerOf({ socket: { remoteAddress }, headers })).toBe(asker);
});
