import { expect, test } from 'vitest';
import { mayCutNetwork, reachOf, traceNetwork, whyNoTrace } from '../../scripts/drills/network-trace.ts';

test.each([
  [
    'connect(30<TCP:[1]>, {sa_family=AF_INET, sin_port=htons(80), sin_addr=inet_addr("127.0.0.1")}, 16) = 0',
    'loopback',
  ],
  [
    '7 connect(30<TCPv6:[1]>, {sa_family=AF_INET6, sin6_port=htons(80), sin6_flowinfo=htonl(0), inet_pton(AF_INET6, "::1", &sin6_addr), sin6_scope_id=0}, 28 <unfinished ...>',
    'loopback',
  ],
  [
    'connect(3<UNIX-STREAM:[1]>, {sa_family=AF_UNIX, sun_path="/run/nscd"}, 110) = -1 ENOENT',
    'inside this machine',
  ],
  [
    'connect(30<TCP:[1]>, {sa_family=AF_INET, sin_port=htons(80), sin_addr=inet_addr("10.0.0.1")}, 16) = 0',
    'outside',
  ],
  [
    'sendmsg(9<UDPv6:[1]>, {msg_name={sa_family=AF_INET6, sin6_port=htons(53), inet_pton(AF_INET6, "fe80::1", &sin6_addr)}, msg_namelen=28}, 0) = 5',
    'outside',
  ],
  ['12 sendto(9<UDP:[10.0.0.9:55->8.8.8.8:53]>, ""..., 40, MSG_NOSIGNAL, NULL, 0) = 40', 'outside'],
  ['sendto(9<TCP:[127.0.0.1:55->127.0.0.1:53]>, ""..., 40, MSG_NOSIGNAL, NULL, 0) = 40', 'loopback'],
  [
    '7 connect(12<UDPv6:[1]>, {sa_family=AF_INET6, sin6_port=htons(9), inet_pton(AF_INET6, "2001:db8::1", &sin6_addr)}, 28) = 0',
    'route asked',
  ],
  ['connect(30<NETLINK:[1]>, {sa_family=AF_PACKET, sll_protocol=htons(0)}, 20) = 0', 'outside'],
])('%s', (line, reach) => {
  expect(reachOf(line)?.reach).toBe(reach);
});

test('a program that sends to another machine is caught', async ({ skip }) => {
  const impediment = whyNoTrace();
  skip(impediment !== undefined, impediment);
  skip(!mayCutNetwork(), 'no network namespace may be made here');
  // In a namespace without a network, so that nothing is really sent.
  const program = `require('node:dgram').createSocket('udp4').send('x', 53, '203.0.113.7', () => process.exit(0))`;
  const words = ['unshare', '--map-root-user', '--net', process.execPath, '-e', program];
  const { calls, outside } = await traceNetwork(words);
  expect(calls.outside).toBeGreaterThan(0);
  expect([...outside.keys()].join()).toContain('203.0.113.7');
});
