import { describe, expect, test } from 'vitest';
import { isTellable, networkOf, scopeOf } from './address-scope.ts';

describe('the scope of an address', () => {
  test.each([
    ['127.0.0.1', 'LOOPBACK'],
    ['127.255.255.254', 'LOOPBACK'],
    ['0.0.0.0', 'LOOPBACK'],
    ['::1', 'LOOPBACK'],
    ['::', 'LOOPBACK'],
    ['::ffff:127.0.0.1', 'LOOPBACK'],
    ['::ffff:7f00:1', 'LOOPBACK'],
    ['10.1.2.3', 'PRIVATE'],
    ['::7f00:1', 'PRIVATE'],
    ['64:ff9b:1::a00:1', 'PRIVATE'],
    ['2001:0:7f00:1::', 'PRIVATE'],
    ['fec0::1', 'PRIVATE'],
    ['172.31.255.255', 'PRIVATE'],
    ['192.168.0.1', 'PRIVATE'],
    ['::ffff:192.168.0.1', 'PRIVATE'],
    ['::ffff:c0a8:1', 'PRIVATE'],
    ['169.254.169.254', 'PRIVATE'],
    ['100.64.0.1', 'PRIVATE'],
    ['224.0.0.1', 'PRIVATE'],
    ['255.255.255.255', 'PRIVATE'],
    ['fe80::1', 'PRIVATE'],
    ['fd00::1', 'PRIVATE'],
    ['64:ff9b::7f00:1', 'PRIVATE'],
    ['2002:7f00:1::', 'PRIVATE'],
    ['not an address', 'PRIVATE'],
    ['172.32.0.1', 'PUBLIC'],
    ['203.0.113.9', 'PUBLIC'],
    ['2001:db8::1', 'PUBLIC'],
  ])('%s is %s', (address, scope) => {
    expect(scopeOf(address)).toBe(scope);
  });
});

test('nobody is told of a machine nearer than they are themselves', () => {
  const [loopback, lan, far] = ['127.0.0.1', '192.168.0.7', '203.0.113.9'];
  const told = (asker: string) => [loopback, lan, far].filter((peer) => isTellable(peer, asker));
  expect(told(loopback)).toEqual([loopback, lan, far]);
  expect(told(lan)).toEqual([lan, far]);
  expect(told(far)).toEqual([far]);
});

test.each([
  ['203.0.113.9', '203.0.113.9'],
  ['::ffff:203.0.113.9', '203.0.113.9'],
  ['2001:db8:0:7:a:b:c:d', '2001:db8:0:7'],
  ['2001:db8::1', '2001:db8:0:0'],
  ['::1', '0:0:0:0'],
])('%s stands in the network %s', (address, network) => {
  expect(networkOf(address)).toBe(network);
});
