import { expect, test } from 'vitest';
import { licenseExcess } from './license-excess.ts';

const above = (license: string) => [{ license, depth: 2, id: 7 }];

test.each([
  ['MIT', 'CC-BY-NC-4.0', [['COMMERCIAL_USE']]],
  ['CC-BY-NC-4.0', 'MIT', []],
  ['MIT', 'Apache-2.0', []],
  ['MIT', 'LicenseRef-Llama-3-Community', [['ANY_PURPOSE']]],
  ['MIT OR CC-BY-NC-4.0', 'CC-BY-ND-4.0', [['MODIFICATION']]],
  // What is not known here says nothing, above or below.
  ['MIT', 'LicenseRef-something', []],
  ['LicenseRef-something', 'CC-BY-NC-4.0', []],
])('%s under %s allows too much: %j', (own, theirs, uses) => {
  expect(licenseExcess(own, above(theirs)).map((excess) => excess.uses)).toEqual(uses);
});
