import { expect, test } from 'vitest';
import { isCopyleft } from './license-sets.ts';

test.each([
  ['GPL-3.0-or-later', true],
  ['LGPL-2.1-only', true],
  ['CC-BY-SA-4.0', true],
  ['CC-BY-NC-SA-4.0', true],
  ['MIT AND MPL-2.0', true],
  ['MIT OR GPL-3.0-only', false],
  ['GPL-2.0-only WITH Classpath-exception-2.0', true],
  ['Apache-2.0', false],
  ['CC-BY-4.0', false],
  ['CC-BY-NC-ND-4.0', false],
  ['LicenseRef-Llama-2-Community', false],
])('%s keeps its license below: %s', (expression, expected) => {
  expect(isCopyleft(expression)).toBe(expected);
});
