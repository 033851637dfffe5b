import { describe, expect, test } from 'vitest';
import { askersBehind } from './asker.ts';

const asked = (remoteAddress: string | undefined, forwarded: string | undefined) => ({
  socket: { remoteAddress },
  headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded },
});

describe('without trusted proxies', () => {
  const find = askersBehind(null);

  test.each([
    ['127.0.0.1', undefined, '127.0.0.1', true],
    ['::ffff:127.0.0.1', undefined, '127.0.0.1', true],
    ['127.0.0.1', '203.0.113.9', '203.0.113.9', false],
    ['127.0.0.1', '198.51.100.1, 203.0.113.9', '203.0.113.9', false],
    ['::1', '2001:db8::1', '2001:db8::1', false],
    ['127.0.0.1', 'nobody', '127.0.0.1', false],
    ['127.0.0.1', '203.0.113.9,', '127.0.0.1', false],
    ['127.0.0.1', '127.0.0.1', '127.0.0.1', false],
    ['198.51.100.1', '203.0.113.9', '198.51.100.1', false],
    ['192.168.0.1', '203.0.113.9', '192.168.0.1', false],
    [undefined, '203.0.113.9', '', false],
  ])('a request from %s forwarded for %s is %s’s; local: %s', (peer, forwarded, address, isLocal) => {
    expect(find(asked(peer, forwarded))).toEqual({ address, isLocal });
  });

  test.each(['via', 'forwarded', 'x-real-ip'])('a request with %s is not local', (name) => {
    const request = { socket: { remoteAddress: '127.0.0.1' }, headers: { [name]: 'x' } };
    expect(find(request).isLocal).toBe(false);
  });
});

describe('with trusted proxies', () => {
  const find = askersBehind(['127.0.0.0/8', '10.0.0.0/8', '2001:db8:1::/48']);

  test.each([
    ['127.0.0.1', undefined, '127.0.0.1'],
    ['127.0.0.1', '203.0.113.9', '203.0.113.9'],
    ['10.0.0.2', '198.51.100.1, 203.0.113.9, 10.0.0.1', '203.0.113.9'],
    ['::ffff:10.0.0.2', '127.0.0.1, 203.0.113.9', '203.0.113.9'],
    ['2001:db8:1::5', '2001:db8:2::9', '2001:db8:2::9'],
    ['10.0.0.2', 'nobody', '10.0.0.2'],
    ['10.0.0.2', '10.0.0.9', '10.0.0.9'],
    ['198.51.100.7', '203.0.113.9', '198.51.100.7'],
  ])('a request from %s forwarded for %s is %s’s, and nobody is local', (peer, forwarded, address) => {
    expect(find(asked(peer, forwarded))).toEqual({ address, isLocal: false });
  });
});
