import { expect, test } from 'vitest';
import { readEnvironment } from './env.ts';
import { hubConfig } from './hub-config.ts';

const isMembersOnly = (flags: { membersOnly?: boolean }, env: Record<string, string>) =>
  hubConfig(flags, readEnvironment(env)).isMembersOnly;

test('a hub is open unless flag or variable say that it is for members only; the flag wins', () => {
  expect(isMembersOnly({}, {})).toBe(false);
  expect(isMembersOnly({ membersOnly: true }, {})).toBe(true);
  expect(isMembersOnly({}, { HEIRLOOM_MEMBERS_ONLY: 'on' })).toBe(true);
  expect(isMembersOnly({ membersOnly: true }, { HEIRLOOM_MEMBERS_ONLY: 'off' })).toBe(true);
  expect(() => isMembersOnly({}, { HEIRLOOM_MEMBERS_ONLY: 'yes' })).toThrow(/switch/);
});
