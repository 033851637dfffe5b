import { describe, expect, test } from 'vitest';
import { readEnvironment } from './env.ts';
import { hubConfig, speedOf } from './hub-config.ts';

const isMembersOnly = (flags: { membersOnly?: boolean }, env: Record<string, string>) =>
  hubConfig(flags, readEnvironment(env)).isMembersOnly;

test('a hub is open unless flag or variable say that it is for members only; the flag wins', () => {
  expect(isMembersOnly({}, {})).toBe(false);
  expect(isMembersOnly({ membersOnly: true }, {})).toBe(true);
  expect(isMembersOnly({}, { HEIRLOOM_MEMBERS_ONLY: 'on' })).toBe(true);
  expect(isMembersOnly({ membersOnly: true }, { HEIRLOOM_MEMBERS_ONLY: 'off' })).toBe(true);
  expect(() => isMembersOnly({}, { HEIRLOOM_MEMBERS_ONLY: 'yes' })).toThrow(/switch/);
});

describe('a speed', () => {
  test.each([
    ['1', 1],
    ['2500000', 2_500_000],
    ['800K', 800_000],
    ['2.5M', 2_500_000],
    ['1g', 1_000_000_000],
    ['0.001K', 1],
  ])('%s is %i bytes a second', (text, bytes) => expect(speedOf('--limit', text)).toBe(bytes));

  test('that nobody gave is none', () => expect(speedOf('--limit', undefined)).toBeUndefined());

  test.each([
    '',
    '0',
    '0.0001K',
    '-5',
    '5 M',
    '5MB',
    '5P',
    '1e6',
    'NaN',
    'Infinity',
    '0x10',
    '1,5M',
    '.5M',
    '9'.repeat(13),
  ])('%j is none', (text) =>
    expect(() => speedOf('--limit', text)).toThrow(
      expect.objectContaining({ code: 'CONFIG_SPEED_INVALID', kind: 'refusal' }),
    ),
  );

  test('of the hub comes from flag or variable; the flag wins', () => {
    const limitOf = (flags: { uploadLimit?: string }, env: Record<string, string>) =>
      hubConfig(flags, readEnvironment(env)).uploadLimitBytesPerSecond;
    expect(limitOf({}, {})).toBeUndefined();
    expect(limitOf({}, { HEIRLOOM_UPLOAD_LIMIT: '2M' })).toBe(2e6);
    expect(limitOf({ uploadLimit: '1M' }, { HEIRLOOM_UPLOAD_LIMIT: '2M' })).toBe(1e6);
  });

  test('and a quota is a size, off, or what is said nowhere', () => {
    const quotaOf = (quota?: string, env = {}) =>
      hubConfig(quota === undefined ? {} : { quota }, readEnvironment(env)).quotaBytes;
    expect([
      quotaOf(),
      quotaOf('1.5T'),
      quotaOf('off'),
      quotaOf(undefined, { HEIRLOOM_QUOTA: '5G' }),
    ]).toEqual([100e9, 1.5e12, null, 5e9]);
    for (const bad of ['', '0', 'all', '5 GB', '-1'])
      expect(() => quotaOf(bad)).toThrow(
        expect.objectContaining({ code: 'CONFIG_QUOTA_INVALID', kind: 'refusal' }),
      );
  });

  test('and the place of the seeder is one of two', () => {
    const isApart = (seeder?: string) =>
      hubConfig(seeder === undefined ? {} : { seeder }, readEnvironment({})).isSeederApart;
    expect([isApart(), isApart('inside'), isApart('process')]).toEqual([false, false, true]);
    expect(() => isApart('elsewhere')).toThrow(expect.objectContaining({ code: 'CONFIG_SEEDER_INVALID' }));
  });
});

describe('what strangers may ask', () => {
  const lists = (text?: string) =>
    hubConfig({}, readEnvironment(text === undefined ? {} : { HEIRLOOM_TRUSTED_DOCUMENTS: text }))
      .trustedDocuments;

  test('is everything, or what the lists name', () => {
    expect([lists(), lists('off'), lists('own')]).toEqual([[], [], ['own']]);
    expect(lists('own, /etc/heirloom/dashboard.json')).toEqual(['own', '/etc/heirloom/dashboard.json']);
  });

  test.each(['own,', 'own,off', ' '])('%j names no lists', (text) =>
    expect(() => lists(text)).toThrow(expect.objectContaining({ code: 'CONFIG_DOCUMENTS_INVALID' })),
  );
});
