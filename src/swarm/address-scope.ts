import { BlockList, isIP } from 'node:net';

/** How far an address reaches: this machine, the networks it stands in, or everywhere. */
export type AddressScope = 'LOOPBACK' | 'PRIVATE' | 'PUBLIC';

/** The scope of an IP address; what is none, or is kept for special use, counts as private. */
export function scopeOf(address: string): AddressScope {
  // Who is beside the hub asks most.
  if (address === '127.0.0.1') return 'LOOPBACK';
  const ip = plainAddress(address);
  const family = FAMILIES[isIP(ip)];
  if (family === undefined) return 'PRIVATE';
  if (LOOPBACK.check(ip, family)) return 'LOOPBACK';
  return PRIVATE.check(ip, family) ? 'PRIVATE' : 'PUBLIC';
}

/** Whether somebody at `asker` may be told to connect to `peer`: never to a machine nearer than they are. */
export function isTellable(peer: string, asker: string): boolean {
  return REACH[scopeOf(peer)] >= REACH[scopeOf(asker)];
}

/** What one customer of a network holds: an IPv4 address, or an IPv6 network of 64 bits. */
export function networkOf(address: string): string {
  const ip = plainAddress(address);
  if (isIP(ip) !== 6) return ip;
  const [head = '', tail = ''] = ip.split('%')[0]!.split('::');
  const groups = (text: string) => (text === '' ? [] : text.split(':'));
  const [left, right] = [groups(head), groups(tail)];
  const zeros = Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0');
  const all = [...left, ...zeros, ...right].map((group) => parseInt(group, 16));
  return all
    .slice(0, 4)
    .map((group) => group.toString(16))
    .join(':');
}

/** IPv4 as IPv4, also where a socket shows it inside IPv6. */
export function plainAddress(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, '');
}

const FAMILIES: Readonly<Record<number, 'ipv4' | 'ipv6'>> = { 4: 'ipv4', 6: 'ipv6' };
const REACH: Readonly<Record<AddressScope, number>> = { LOOPBACK: 0, PRIVATE: 1, PUBLIC: 2 };

// Connecting to 0.0.0.0 or :: reaches this machine as well.
const LOOPBACK = listOf(['0.0.0.0/8', '127.0.0.0/8', '::/127']);
const PRIVATE = listOf([
  '10.0.0.0/8',
  '100.64.0.0/10',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '224.0.0.0/3',
  // IPv4 in other clothes, then the private, link-local and multicast networks of IPv6.
  '::/96',
  '64:ff9b::/96',
  '64:ff9b:1::/48',
  '2001::/32',
  '2002::/16',
  'fc00::/7',
  'fe80::/10',
  'fec0::/10',
  'ff00::/8',
]);

/** Addresses and networks like `10.0.0.0/8` as one list. */
export function listOf(networks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const [address = '', bits] = network.split('/');
    const isSix = address.includes(':');
    list.addSubnet(address, Number(bits ?? (isSix ? 128 : 32)), isSix ? 'ipv6' : 'ipv4');
  }
  return list;
}
