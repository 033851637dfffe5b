import { describe, expect, test } from 'vitest';
import { openImporting } from './importing.ts';

const id = (n: number) => `ada/m${n}`;

describe('what can’t be taken', () => {
  test('is reported with its line and reason, and the rest is imported', async () => {
    await using importing = await openImporting();
    const parents = (count: number) => Array.from({ length: count }, (_, i) => `base_model:merge:x/p${i}`);
    const { codes, lines, counts, leftOut } = await importing.models([
      { id: id(1) },
      'no json',
      '',
      { author: 'nobody' },
      { id: id(5), tags: parents(65) },
      { id: id(6), tags: parents(129) },
      { id: id(7), downloads: 'many', likes: 3 },
      { id: id(8), cardDataYaml: 'license: [' },
      { id: id(9), author: 'x\0' },
      { id: id(10), card: `---\nx: ${'y'.repeat(5 << 20)}\n---\n` },
      { id: id(1), author: 'again' },
      {
        id: id(12),
        tags: [`base_model:finetune:${id(12)}`, 'base_model:distill:x/y', 'base_model:finetune:x/y'],
      },
      { id: id(13) },
    ]);
    expect(lines.map(({ line, code }) => `${line} ${code}`)).toEqual([
      '2 IMPORT_NOT_JSON',
      '4 IMPORT_ID_MISSING',
      '6 IMPORT_PARENTS_MANY',
      '7 IMPORT_FIELD_MALFORMED',
      '8 IMPORT_CARD_MALFORMED',
      '9 IMPORT_CHARACTER',
      '10 IMPORT_LINE_TOO_LONG',
      '11 IMPORT_ROW_DUPLICATE',
      '12 IMPORT_RELATION_UNKNOWN',
      '12 IMPORT_SELF_LOOP',
    ]);
    expect({ leftOut, rows: counts['rows'] }).toEqual({ leftOut: codes.length, rows: 12 });
    const listed = await importing.database.rows<{ name: string }>(
      `SELECT split_part(stub_name, ':', 2) AS name FROM checkpoint JOIN imported_model ON checkpoint_id = id ORDER BY id`,
    );
    expect(listed.map(({ name }) => name).toSorted()).toEqual([1, 5, 7, 8, 12, 13].map(id).toSorted());
    expect(await importing.edgesInGraph()).toHaveLength(65 + 1);
    const [seventh] = await importing.database
      .rows(`SELECT facts FROM imported_model m JOIN checkpoint c ON c.id = m.checkpoint_id
                                                      WHERE stub_name = 'huggingface.co:ada/m7'`);
    expect(seventh?.['facts']).toEqual({ likes: 3 });
  });

  test('is reported again when the same file comes again, and still nothing changes', async () => {
    await using importing = await openImporting();
    const rows = [
      { id: 'a/a', tags: ['base_model:finetune:a/b'] },
      { id: 'a/b', tags: ['base_model:finetune:a/a'] },
      'no json',
    ];
    const first = await importing.models(rows, { crawled: '2026-01-01' });
    expect(first.codes).toEqual(['IMPORT_CYCLE', 'IMPORT_NOT_JSON']);
    expect(await importing.edgesInGraph()).toEqual(['a/a FINE_TUNE a/b']);
    const again = await importing.models(rows, { crawled: '2026-01-01' });
    expect(again).toMatchObject({ changes: 0, codes: first.codes });
  });
});

describe('an edge that closes a cycle', () => {
  test('is the one that comes last in the file', async () => {
    await using importing = await openImporting();
    const { lines } = await importing.edges([
      'a/a,a/b,finetune',
      'a/b,a/c,adapter',
      'a/c,a/a,merge',
      'a/d,a/a,finetune',
      'a/c,a/c,finetune',
    ]);
    expect(lines.map(({ line, code }) => `${line} ${code}`)).toEqual([
      '4 IMPORT_CYCLE',
      '6 IMPORT_SELF_LOOP',
    ]);
    expect(await importing.edgesInGraph()).toEqual([
      'a/a FINE_TUNE a/d',
      'a/b FINE_TUNE a/a',
      'a/c ADAPTER a/b',
    ]);
  });

  test('is found through what was there before', async () => {
    await using importing = await openImporting();
    await importing.edges(['a/a,a/b,finetune', 'a/b,a/c,finetune']);
    const { codes } = await importing.models([{ id: 'a/a', cardData: { base_model: ['a/c', 'a/z'] } }]);
    expect(codes).toEqual(['IMPORT_CYCLE']);
    expect(await importing.edgesInGraph()).toEqual([
      'a/a MERGE a/z',
      'a/b FINE_TUNE a/a',
      'a/c FINE_TUNE a/b',
    ]);
  });

  test('is taken once what stood in its way is gone', async () => {
    await using importing = await openImporting();
    await importing.models([{ id: 'a/a', tags: ['base_model:finetune:a/b'] }], { crawled: '2026-01-01' });
    const refused = await importing.edges(['a/a,a/b,finetune']);
    expect(refused.codes).toEqual(['IMPORT_CYCLE']);
    await importing.models([{ id: 'a/a', tags: ['other'] }], { crawled: '2026-01-02' });
    expect(await importing.edgesInGraph()).toEqual([]);
    expect((await importing.edges(['a/a,a/b,finetune'])).codes).toEqual([]);
    expect(await importing.edgesInGraph()).toEqual(['a/b FINE_TUNE a/a']);
  });
});

test('a file that is none, without columns, or of no source is refused whole', async () => {
  await using importing = await openImporting();
  await expect(importing.file('models', '/no/such/file')).rejects.toThrow(
    expect.objectContaining({ code: 'IMPORT_FILE_UNREADABLE', kind: 'refusal' }),
  );
  await expect(importing.file('edges', import.meta.filename)).rejects.toThrow(
    expect.objectContaining({ code: 'IMPORT_COLUMNS_MISSING', kind: 'refusal' }),
  );
});
