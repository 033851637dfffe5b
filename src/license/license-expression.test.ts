import { expect, test } from 'vitest';
import { parseLicense } from './license-expression.ts';

test('reads an SPDX id in any case and answers in SPDX spelling', () => {
  expect(parseLicense('apache-2.0')).toEqual({ expression: 'Apache-2.0', ids: ['Apache-2.0'], isSpdx: true });
});

test('lists every license an expression names', () => {
  expect(parseLicense('(MIT or Apache-2.0) and cc-by-4.0').ids).toEqual(['MIT', 'Apache-2.0', 'CC-BY-4.0']);
});

test('takes a LicenseRef for model licenses that SPDX does not list, case kept', () => {
  const license = parseLicense('LicenseRef-Llama-3.1');
  expect(license).toMatchObject({ expression: 'LicenseRef-Llama-3.1', isSpdx: false });
});

test.each(['', 'Llama 3', 'MIT AND', 'free for all', 'MIT; DROP TABLE', '(MIT'])('refuses %j', (declared) => {
  expect(() => parseLicense(declared)).toThrow(expect.objectContaining({ code: 'LICENSE_UNKNOWN' }));
});
