import { expect, test } from 'vitest';
import { HubTracker } from './hub-tracker.ts';

const INFOHASH = 'ab'.repeat(20);

/** How many of these addresses a swarm takes in, 50 of one address at most. */
function takenIn(addresses: readonly string[]): number {
  const tracker = new HubTracker({
    isKnown: () => true,
    hubPeer: () => undefined,
    intervalMs: 60_000,
    isAddressAdmitted: () => true,
    peersAnAddressMax: () => 50,
  });
  let taken = 0;
  tracker.createSwarm(INFOHASH, (_, swarm) => {
    for (const [i, ip] of addresses.entries()) {
      const peer_id = i.toString(16).padStart(40, '0');
      const who = { type: 'http', info_hash: INFOHASH, peer_id, ip, port: 6881 + i } as const;
      swarm.announce({ ...who, addr: `[${ip}]:${who.port}`, event: 'started', numwant: 0 }, (error) => {
        if (!error) taken++;
      });
    }
  });
  tracker.close();
  return taken;
}

const sixty = (address: (i: number) => string) => Array.from({ length: 60 }, (_, i) => address(i));

test('an IPv6 network of 64 bits has as many places in a swarm as one address', () => {
  expect(takenIn(sixty(() => '192.0.2.1'))).toBe(50);
  expect(takenIn(sixty((i) => `192.0.2.${i}`))).toBe(60);
  expect(takenIn(sixty((i) => `2001:db8:0:1:${i.toString(16)}::1`))).toBe(50);
  expect(takenIn(sixty((i) => `2001:db8:0:${i.toString(16)}::1`))).toBe(60);
});
