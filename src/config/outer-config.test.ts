import { describe, expect, test } from 'vitest';
import { readEnvironment } from './env.ts';
import { hubConfig, type HubFlags } from './hub-config.ts';

const read = (flags: HubFlags, env: Record<string, string> = {}) => hubConfig(flags, readEnvironment(env));
const refusalOf = (flags: HubFlags, env: Record<string, string> = {}) => {
  try {
    read(flags, env);
    return 'taken';
  } catch (error) {
    return (error as { code: string }).code;
  }
};

test('a hub trusts no proxy, shows its schema and has the usual rates unless told otherwise', () => {
  expect(read({})).toMatchObject({
    trustedProxies: null,
    outerUrl: null,
    isIntrospectable: true,
    rates: { anonymous: 600, contributor: 3000, files: 1000 },
  });
});

describe('a public hub', () => {
  const baseUrl = 'https://hub.example.org';

  test.each<[string, HubFlags]>([
    ['with nothing', { public: true }],
    ['without a proxy', { public: true, baseUrl }],
    ['without a base URL', { public: true, trustProxy: ['10.0.0.2'] }],
    ['without TLS', { public: true, baseUrl: 'http://hub.example.org', trustProxy: ['10.0.0.2'] }],
  ])('%s does not start', (_, flags) => expect(refusalOf(flags)).toBe('CONFIG_PUBLIC_UNSAFE'));

  test('with both does, and answers under its name', () => {
    const config = read({ public: true, baseUrl: `${baseUrl}/`, trustProxy: ['10.0.0.2'] });
    expect(config).toMatchObject({ outerUrl: baseUrl, trustedProxies: ['10.0.0.2'] });
    expect(config.allowedHosts).toContain('hub.example.org');
  });

  test('is told by variables as well', () => {
    const env = { HEIRLOOM_PUBLIC: 'on', HEIRLOOM_BASE_URL: baseUrl };
    expect(refusalOf({}, env)).toBe('CONFIG_PUBLIC_UNSAFE');
    const trusted = read({}, { ...env, HEIRLOOM_TRUST_PROXY: 'loopback, 10.1.0.0/16' });
    expect(trusted.trustedProxies).toEqual(['127.0.0.0/8', '::1/128', '10.1.0.0/16']);
  });
});

test.each(['', 'proxy.example.org', '10.0.0.0/33', '10.0.0.0/8/8', '::1/129', '10.0.0.0/x', 'all'])(
  '%j is no proxy',
  (text) => expect(refusalOf({ trustProxy: [text] })).toBe('CONFIG_PROXY_INVALID'),
);

test.each([
  'hub.example.org',
  'ftp://hub.example.org',
  'https://a@hub.example.org',
  'https://hub.example.org/x',
])('%j is no base URL', (baseUrl) => expect(refusalOf({ baseUrl })).toBe('CONFIG_BASE_URL_INVALID'));

test.each(['0', '-1', '1.5', 'many'])('%j is no rate', (text) => {
  for (const name of ['HEIRLOOM_ANONYMOUS_LIMIT', 'HEIRLOOM_MEMBER_LIMIT', 'HEIRLOOM_FILE_LIMIT'])
    expect(refusalOf({}, { [name]: text })).toBe('CONFIG_RATE_INVALID');
});
