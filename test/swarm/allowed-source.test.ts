import { describe, expect, test } from 'vitest';
import { allowedSource } from '../../src/swarm/allowed-source.ts';
import { hostileAddresses } from '../support/hostile-addresses.ts';

const hub = 'http://127.0.0.1:7420';
const peerHubs = ['https://other.example', 'http://[2001:db8::1]:7420'];
const allow = (address: string) => allowedSource(address, { hub, peerHubs })?.href ?? null;

describe('an address is taken', () => {
  test.each([
    ['/artifacts/ab', 'http://127.0.0.1:7420/artifacts/ab'],
    ['/artifacts/ab?token=T&unsafe=allow', 'http://127.0.0.1:7420/artifacts/ab?token=T&unsafe=allow'],
    ['http://127.0.0.1:7420/announce', 'http://127.0.0.1:7420/announce'],
    ['ws://127.0.0.1:7420/announce/T', 'ws://127.0.0.1:7420/announce/T'],
    ['https://other.example/artifacts/ab', 'https://other.example/artifacts/ab'],
    ['https://OTHER.example:443/artifacts/ab', 'https://other.example/artifacts/ab'],
    ['wss://other.example/announce', 'wss://other.example/announce'],
    ['http://[2001:DB8:0::1]:7420/announce', 'http://[2001:db8::1]:7420/announce'],
  ])('%s: it lies at a hub the user named', (address, href) => {
    expect(allow(address)).toBe(href);
  });
});

describe('an address is ignored', () => {
  test.each(hostileAddresses(hub, 'http://127.0.0.1:7421').map((address) => [address]))('%j', (address) => {
    expect(allow(address)).toBeNull();
  });

  test.each([
    'http://other.example/x',
    'https://other.example:444/x',
    'https://other.example.evil.example/x',
    'https://evil.example/other.example',
    'https://sub.other.example/x',
    'ws://other.example/announce',
  ])('%s: a pinned hub is its scheme, name and port', (address) => {
    expect(allow(address)).toBeNull();
  });

  test('whatever is pinned badly', () => {
    for (const odd of ['', 'null', 'about:blank', 'file:///', 'data:x'])
      for (const address of ['about:blank', 'file:///', 'data:x', 'blob:null/x'])
        expect(allowedSource(address, { hub, peerHubs: [odd] })).toBeNull();
  });
});
