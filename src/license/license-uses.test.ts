import { expect, test } from 'vitest';
import { licenseUses } from './license-uses.ts';

test.for([
  ['MIT', ['COMMERCIAL_USE', 'MODIFICATION', 'ANY_PURPOSE']],
  ['GPL-3.0-or-later', ['COMMERCIAL_USE', 'MODIFICATION', 'ANY_PURPOSE']],
  ['CC-BY-NC-4.0', ['MODIFICATION', 'ANY_PURPOSE']],
  ['CC-BY-ND-4.0', ['COMMERCIAL_USE', 'ANY_PURPOSE']],
  ['LicenseRef-Llama-3.1-Community', ['COMMERCIAL_USE', 'MODIFICATION']],
  ['LicenseRef-FLUX-1-dev-Non-Commercial', ['MODIFICATION']],
  ['LicenseRef-nobody-knows', []],
] as const)('%s allows %j', ([license, uses]) => {
  expect(licenseUses(license)).toEqual(uses);
});

test('a choice allows what one side does, a sum what both do', () => {
  expect(licenseUses('CC-BY-NC-4.0 OR MIT')).toContain('COMMERCIAL_USE');
  expect(licenseUses('CC-BY-NC-4.0 AND MIT')).not.toContain('COMMERCIAL_USE');
});
