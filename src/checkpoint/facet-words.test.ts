import { expect, test } from 'vitest';
import { facetWord, facetWords, searchWords } from './facet-words.ts';

test('names fall into words and the parts of mixed ones', () => {
  expect(searchWords('huggingface.co:meta-llama/Llama2-7b_chat')).toEqual([
    'huggingface', 'co', 'meta', 'llama', 'llama2', '7b', 'chat',
  ]); // prettier-ignore
});

test('other scripts are words too, and signs are none', () => {
  expect(searchWords('Модель-日本語 «Ünïcode» 🙂 --')).toEqual(['модель', '日本語', 'ünïcode']);
});

test('facts stand beside words and can’t be written by a name', () => {
  const words = facetWords({
    name: 'eve/license:mit',
    owner: 'Eve',
    license: 'LicenseRef-closed',
    tags: ['license:mit'],
    isPublished: true,
  });
  expect(words).toContain(facetWord('license', 'licenseref-closed'));
  expect(words).toContain('owner:eve');
  expect(words).toContain('is:published');
  expect(words).not.toContain('license:mit');
});
