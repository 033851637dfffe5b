import { describe, expect, test } from 'vitest';
import { licenseOfCard } from './hugging-face-license.ts';

// The ids of the Hub's own menu, in its order.
const IDS = `apache-2.0 mit openrail bigscience-openrail-m creativeml-openrail-m bigscience-bloom-rail-1.0
  bigcode-openrail-m afl-3.0 artistic-2.0 bsl-1.0 bsd bsd-2-clause bsd-3-clause bsd-3-clause-clear c-uda cc cc0-1.0
  cc-by-2.0 cc-by-2.5 cc-by-3.0 cc-by-4.0 cc-by-sa-3.0 cc-by-sa-4.0 cc-by-nc-2.0 cc-by-nc-3.0 cc-by-nc-4.0
  cc-by-nd-4.0 cc-by-nc-nd-3.0 cc-by-nc-nd-4.0 cc-by-nc-sa-2.0 cc-by-nc-sa-3.0 cc-by-nc-sa-4.0 cdla-sharing-1.0
  cdla-permissive-1.0 cdla-permissive-2.0 wtfpl ecl-2.0 epl-1.0 epl-2.0 etalab-2.0 eupl-1.1 agpl-3.0 gfdl gpl gpl-2.0
  gpl-3.0 lgpl lgpl-2.1 lgpl-3.0 isc lppl-1.3c ms-pl mpl-2.0 odc-by odbl openrail++ osl-3.0 postgresql ofl-1.1 ncsa
  unlicense zlib pddl lgpl-lr deepfloyd-if-license llama2 llama3 llama3.1 llama3.2 llama3.3 gemma apple-ascl apple-amlr`
  .trim()
  .split(/\s+/);

describe('the license of a card', () => {
  test.each(IDS)('%s means a license', (id) =>
    expect(licenseOfCard(id, null)).toMatch(/^[A-Za-z0-9][A-Za-z0-9.-]*$/),
  );

  test.each([
    ['apache-2.0', 'Apache-2.0'],
    ['MIT', 'MIT'],
    ['odc-by', 'ODC-By-1.0'],
    ['llama3.1', 'LicenseRef-Llama-3.1-Community'],
    ['openrail++', 'LicenseRef-CreativeML-OpenRAIL-PP-M'],
    ['bsd', 'LicenseRef-bsd'],
    ['cc-by-nc-4.0', 'CC-BY-NC-4.0'],
  ])('%s is %s', (id, license) => expect(licenseOfCard(id, null)).toBe(license));

  test('of another name is that name, and nothing where there is none', () => {
    expect(licenseOfCard('other', 'Mistral AI Research License')).toBe(
      'LicenseRef-mistral-ai-research-license',
    );
    expect(licenseOfCard('other', 'nvidia-open-model-license')).toBe('LicenseRef-NVIDIA-Open-Model');
    expect(licenseOfCard('other', null)).toBeNull();
    expect(licenseOfCard('other', '???')).toBeNull();
  });

  test.each(['unknown', '', 'my own license', 'https://example.org/license', 'x'.repeat(10_000)])(
    '%s can’t be read',
    (id) => expect(licenseOfCard(id, 'ignored')).toBeNull(),
  );
});
