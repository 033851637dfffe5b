import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { readCardRow, readModelRow } from './read-model-row.ts';

const read = (row: unknown) => readModelRow(Buffer.from(JSON.stringify(row)));
const codesOf = (row: unknown) => read(row).problems.map(({ code }) => code);

describe('a row of the API', () => {
  const row = {
    _id: '1',
    modelId: 'ada/tuned',
    author: 'ada',
    sha: '0123456789abcdef0123456789abcdef01234567',
    createdAt: '2025-01-02T03:04:05.000Z',
    lastModified: '2025-02-03T04:05:06.000Z',
    gated: 'manual',
    downloads: 12,
    likes: 3,
    pipeline_tag: 'text-generation',
    library_name: 'transformers',
    tags: ['base_model:meta/base', 'base_model:finetune:meta/base', 'license:apache-2.0'],
    cardData: { license: 'other', license_name: 'My License', language: 'en', datasets: ['d/one'] },
    config: { architectures: ['LlamaForCausalLM'], model_type: 'llama' },
    safetensors: { parameters: { BF16: 7 }, total: 7 },
    siblings: [
      { rfilename: 'README.md', size: 10, blobId: 'ab' },
      { rfilename: 'model.safetensors', size: 20, lfs: { sha256: 'AB'.repeat(32), size: 30 } },
      { rfilename: 'old.bin', lfs: { oid: `sha256:${'cd'.repeat(32)}`, size: 40 } },
    ],
    'model-index': [
      {
        name: 'tuned',
        results: [
          { task: { type: 'qa' }, dataset: { type: 'd/two' }, metrics: [{ type: 'f1', value: 0.5 }] },
        ],
      },
    ],
  };

  test('is read whole', () => {
    const { model, problems } = read(row);
    expect(problems).toEqual([]);
    expect(model).toMatchObject({
      name: 'ada/tuned',
      parents: [{ name: 'meta/base', kind: 'FINE_TUNE', place: 'TAG' }],
      facts: {
        author: 'ada',
        gated: 'MANUAL',
        downloads: 12,
        task: 'text-generation',
        architecture: 'LlamaForCausalLM',
        parameterCount: 7,
        languages: ['en'],
        datasets: ['d/one'],
        licenseClaimed: 'other: My License',
        license: 'LicenseRef-my-license',
        claims: [{ task: 'qa', dataset: 'd/two', metric: 'f1', value: '0.5' }],
      },
    });
    expect(model?.facts.files).toEqual([
      { path: 'README.md', sizeBytes: 10 },
      { path: 'model.safetensors', sizeBytes: 30, sha256: 'ab'.repeat(32) },
      { path: 'old.bin', sizeBytes: 40, sha256: 'cd'.repeat(32) },
    ]);
  });

  test('says the same in snake_case, with its card as YAML and its files as names', () => {
    const { model, problems } = read({
      id: 'ada/tuned',
      created_at: '2025-01-02 03:04:05+00:00',
      crawl: '2025-04-22T22:00:03',
      gated: false,
      cardDataYaml: 'license: mit\nbase_model:\n- meta/base\nlanguage:\n- en',
      siblings: ['README.md', 'adapter_config.json'],
    });
    expect(problems).toEqual([]);
    expect(model?.crawledAt?.toISOString()).toBe('2025-04-22T22:00:03.000Z');
    expect(model?.facts).toMatchObject({ createdAt: '2025-01-02T03:04:05.000Z', license: 'MIT' });
    expect(model?.facts).not.toHaveProperty('gated');
    expect(model?.parents).toEqual([{ name: 'meta/base', kind: 'ADAPTER', place: 'CARD' }]);
  });
});

describe('the kind of an edge', () => {
  const kinds = (row: object) => read({ id: 'a/b', ...row }).model?.parents.map(({ kind }) => kind);
  const card = (...parents: string[]) => ({ cardData: { base_model: parents } });

  test('is what a tag says', () => {
    expect(kinds({ tags: ['base_model:x/y', 'base_model:quantized:x/y'] })).toEqual(['QUANTIZATION']);
    expect(kinds({ tags: ['base_model:merge:x/y', 'base_model:merge:x/z'] })).toEqual(['MERGE', 'MERGE']);
  });

  test('else what the card says, else that of the row’s other edges', () => {
    expect(kinds({ cardData: { base_model: 'x/y', base_model_relation: 'adapter' } })).toEqual(['ADAPTER']);
    expect(kinds({ tags: ['base_model:finetune:x/y'], ...card('x/y', 'x/z') })).toEqual(
      Array(3).fill('FINE_TUNE'),
    );
  });

  test.each([
    [{ siblings: ['adapter_config.json'], ...card('x/y') }, 'ADAPTER'],
    [{ library_name: 'peft', ...card('x/y') }, 'ADAPTER'],
    [{ siblings: ['m.Q4_K_M.gguf'], tags: ['base_model:x/y'] }, 'QUANTIZATION'],
    [{ tags: ['gptq', 'base_model:x/y'] }, 'QUANTIZATION'],
    [{ tags: ['mergekit'], ...card('x/y') }, 'MERGE'],
    [{ siblings: ['model.safetensors'], ...card('x/y') }, 'FINE_TUNE'],
  ])('else inferred: %j', (row, kind) => expect(kinds(row)).toEqual([kind]));

  test('of several bare parents is a merge', () => {
    expect(kinds(card('x/y', 'x/z'))).toEqual(['MERGE', 'MERGE']);
  });

  test('of a parent given by its page is that of its name', () => {
    expect(read({ id: 'a/b', ...card('https://huggingface.co/x/y/') }).model?.parents[0]?.name).toBe('x/y');
  });

  test('of an unknown relation is inferred, and the word reported', () => {
    const row = { id: 'a/b', tags: ['base_model:x/y', 'base_model:distill:x/y'] };
    expect(codesOf(row)).toEqual(['IMPORT_RELATION_UNKNOWN']);
    expect(kinds(row)).toEqual(['FINE_TUNE']);
  });
});

describe('what can’t be taken is reported', () => {
  test.each([
    ['', 'IMPORT_NOT_JSON'],
    ['{"id":"a/b"', 'IMPORT_NOT_JSON'],
    ['[]', 'IMPORT_NOT_AN_OBJECT'],
    ['7', 'IMPORT_NOT_AN_OBJECT'],
    ['{}', 'IMPORT_ID_MISSING'],
    ['{"id":null,"modelId":""}', 'IMPORT_ID_MISSING'],
    ['{"id":7}', 'IMPORT_ID_MISSING'],
    ['{"id":"a/b/c"}', 'IMPORT_ID_MALFORMED'],
    ['{"id":"../etc/passwd"}', 'IMPORT_ID_MALFORMED'],
    ['{"id":"a/b","author":"x\\u0000"}', 'IMPORT_CHARACTER'],
    ['{"id":"a/b","author":"x\0"}', 'IMPORT_CHARACTER'],
    ['{"id":"a/b","author":"\\ud800"}', 'IMPORT_CHARACTER'],
    ['{"id":"a/b","\\udc00":1}', 'IMPORT_CHARACTER'],
  ])('%s is refused whole', (line, code) => {
    const { model, problems } = readModelRow(Buffer.from(line));
    expect(model).toBeNull();
    expect(problems.map((problem) => problem.code)).toEqual([code]);
  });

  test('bytes that are no text', () => {
    expect(readModelRow(Uint8Array.of(0x7b, 0xff, 0x7d)).problems[0]?.code).toBe('IMPORT_NOT_UTF8');
  });

  test('a value nested a million deep costs its field, or hides nothing', () => {
    const deep = `${'['.repeat(1_000_000)}${']'.repeat(1_000_000)}`;
    const line = Buffer.from(`{"id":"a/b","downloads":${deep}}`);
    expect(readModelRow(line).problems).toMatchObject([{ code: 'IMPORT_FIELD_MALFORMED', at: 'downloads' }]);
    const hidden = Buffer.from(`{"x":${deep},"id":"a/b","author":"\\u0000"}`);
    expect(readModelRow(hidden)).toMatchObject({ model: null, problems: [{ code: 'IMPORT_CHARACTER' }] });
  });

  test('a pair of surrogates is fine, as is a backslash before a u', () => {
    expect(readModelRow(Buffer.from('{"id":"a/b","author":"\\ud83d\\ude00 \\\\u0000"}')).problems).toEqual(
      [],
    );
  });

  test.each([
    [{ downloads: 'many' }, 'downloads'],
    [{ tags: 'one' }, 'tags'],
    [{ tags: ['fine', 7] }, 'tags[1]'],
    [{ siblings: [{ size: 1 }] }, 'siblings[0]'],
    [{ lastModified: '1' }, 'lastModified'],
    [{ gated: 'perhaps' }, 'gated'],
    [{ config: [] }, 'config'],
    [{ likes: -1 }, 'likes'],
    [{ cardData: { language: { en: true } } }, 'language'],
  ])('%j costs its field alone', (field, at) => {
    const { model, problems } = read({ id: 'a/b', ...field });
    expect(problems).toMatchObject([{ code: 'IMPORT_FIELD_MALFORMED', leftOut: 'FIELD', at }]);
    expect(model).not.toBeNull();
  });

  test('65 and 128 parents pass, 129 do not', () => {
    const row = (count: number) => ({
      id: 'a/b',
      tags: Array.from({ length: count }, (_, i) => `base_model:merge:x/p${i}`),
    });
    expect(read(row(65)).model?.parents).toHaveLength(65);
    expect(read(row(128)).model?.parents).toHaveLength(128);
    expect(read(row(129))).toMatchObject({ model: null, problems: [{ code: 'IMPORT_PARENTS_MANY' }] });
  });

  test('a self-loop and a path cost their edge', () => {
    const { model, problems } = read({ id: 'a/b', cardData: { base_model: ['a/b', './out', 'x/y'] } });
    expect(problems.map(({ code }) => code)).toEqual(['IMPORT_SELF_LOOP', 'IMPORT_PARENT_MALFORMED']);
    expect(model?.parents.map(({ name }) => name)).toEqual(['x/y']);
  });

  test.each([
    ['license: [', 'IMPORT_CARD_MALFORMED'],
    ['- a list', 'IMPORT_CARD_MALFORMED'],
    [`a: ${'x'.repeat(2 << 20)}`, 'IMPORT_CARD_TOO_LONG'],
    ['a: "\\0"', 'IMPORT_CHARACTER'],
    [`a: &a [x,x]\n${Array.from({ length: 80 }, (_, i) => `k${i}: *a`).join('\n')}`, 'IMPORT_CARD_MALFORMED'],
  ])('a card that can’t be read costs the card', (cardDataYaml, code) => {
    const { model, problems } = read({ id: 'a/b', tags: ['license:mit'], cardDataYaml });
    expect(problems.map((problem) => problem.code)).toEqual([code]);
    if (code !== 'IMPORT_CHARACTER') expect(model?.facts.license).toBe('MIT');
  });

  test('whatever JSON comes ends in a model or a problem, never in an error', () => {
    const fields = fc.dictionary(
      fc.constantFrom(
        'tags',
        'siblings',
        'cardData',
        'cardDataYaml',
        'card',
        'config',
        'model-index',
        'gated',
      ),
      fc.jsonValue(),
    );
    fc.assert(
      fc.property(fields, (row) => {
        const { model, problems } = read({ ...row, id: 'a/b' });
        expect(model !== null || problems.length > 0).toBe(true);
      }),
    );
  });
});

describe('a README', () => {
  test('is read by its front matter', () => {
    const { model } = readCardRow('a/b', '---\nlicense: mit\nbase_model: x/y\n---\n# A model');
    expect(model?.facts).toEqual({ licenseClaimed: 'mit', license: 'MIT' });
    expect(model?.parents).toEqual([{ name: 'x/y', kind: 'FINE_TUNE', place: 'CARD' }]);
  });

  test('without one says nothing', () => {
    expect(readCardRow('a/b', '# A model')).toMatchObject({
      model: null,
      problems: [{ code: 'IMPORT_CARD_MALFORMED' }],
    });
  });
});
