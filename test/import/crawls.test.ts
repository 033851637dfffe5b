import { describe, expect, test } from 'vitest';
import { openImporting, type Importing } from './importing.ts';

const [JANUARY, FEBRUARY, MARCH] = ['2026-01-01', '2026-02-01', '2026-03-01'] as const;

describe('a later crawl', () => {
  test('says what is so now, and what was said before stays with its date', async () => {
    await using importing = await openImporting();
    await importing.models([{ id: 'a/b', likes: 1, author: 'a', tags: ['base_model:finetune:x/old'] }], {
      crawled: JANUARY,
    });
    const later = [
      { id: 'a/b', likes: 2, author: 'a', library_name: 'peft', tags: ['base_model:adapter:x/new'] },
    ];
    expect(await importing.models(later, { crawled: FEBRUARY })).toMatchObject({
      counts: { modelsChanged: 1, edgesGone: 1 },
    });
    expect(await held(importing)).toMatchObject({
      facts: { likes: 2, author: 'a', library: 'peft' },
      crawled: '2026-02-01',
      history: [{ likes: 1, library: null, tags: ['base_model:finetune:x/old'] }],
    });
    expect(await importing.edgesInGraph()).toEqual(['a/b ADAPTER x/new']);
    const said = await importing.database.rows(
      `SELECT kind, to_char(gone_since AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS gone FROM imported_edge ORDER BY kind`,
    );
    expect(said).toEqual([
      { kind: 'ADAPTER', gone: null },
      { kind: 'FINE_TUNE', gone: FEBRUARY },
    ]);
    expect(await importing.store.graph.waitingCount()).toBe(0);
  });

  test('that says the same moves the date alone', async () => {
    await using importing = await openImporting();
    await importing.models([{ id: 'a/b', likes: 1 }], { crawled: JANUARY });
    expect(await importing.models([{ id: 'a/b', likes: 1 }], { crawled: MARCH })).toMatchObject({
      changes: 0,
    });
    expect(await held(importing)).toMatchObject({ crawled: MARCH, history: [] });
  });

  test('that could not look into a model takes nothing away', async () => {
    await using importing = await openImporting();
    await importing.models([{ id: 'a/b', likes: 1 }], { crawled: JANUARY });
    expect(await importing.models([{ id: 'a/b' }], { crawled: MARCH })).toMatchObject({ changes: 0 });
    expect(await held(importing)).toMatchObject({ facts: { likes: 1 } });
  });
});

test('an older crawl overwrites nothing', async () => {
  await using importing = await openImporting();
  await importing.models([{ id: 'a/b', likes: 2 }], { crawled: FEBRUARY });
  const older = await importing.models([{ id: 'a/b', likes: 1, tags: ['base_model:merge:x/y'] }], {
    crawled: JANUARY,
  });
  expect(older.counts).toMatchObject({ modelsOlder: 1 });
  expect(await held(importing)).toMatchObject({ facts: { likes: 2 }, crawled: FEBRUARY, history: [] });
  expect(await importing.edgesInGraph()).toEqual([]);
});

describe('a whole listing', () => {
  const [one, two] = [
    { id: 'a/one', likes: 1 },
    { id: 'a/two', likes: 1 },
  ];

  test('marks what it does not name, which stays, and comes back unmarked', async () => {
    await using importing = await openImporting();
    await importing.models([one, two], { crawled: JANUARY, isComplete: true });
    expect(await gone(importing)).toEqual([]);
    const second = await importing.models([one], { crawled: FEBRUARY, isComplete: true });
    expect(second).toMatchObject({ changes: 1, counts: { modelsGone: 1 } });
    expect(await gone(importing)).toEqual([`a/two ${FEBRUARY}`]);
    const again = await importing.models([one], { crawled: FEBRUARY, isComplete: true });
    expect(again.changes).toBe(0);
    const back = await importing.models([one, two], { crawled: MARCH, isComplete: true });
    expect(back.counts).toMatchObject({ modelsBack: 1 });
    expect(await gone(importing)).toEqual([]);
  });

  test('of an older day marks nothing that was seen since; a part of a listing marks nothing at all', async () => {
    await using importing = await openImporting();
    await importing.models([one, two], { crawled: FEBRUARY });
    await importing.models([one], { crawled: JANUARY, isComplete: true });
    await importing.models([one], { crawled: MARCH });
    expect(await gone(importing)).toEqual([]);
  });
});

describe('a card', () => {
  const CARD = '---\nlicense: mit\nbase_model: x/card\n---\n';

  test('adds what it says to what its listing said; a second time nothing changes', async () => {
    await using importing = await openImporting();
    await importing.models([{ id: 'a/b', likes: 1, tags: ['base_model:finetune:x/tag'] }], {
      crawled: JANUARY,
    });
    expect((await importing.card('a/b', CARD, { crawled: FEBRUARY })).changes).toBeGreaterThan(0);
    expect(await held(importing)).toMatchObject({
      facts: { likes: 1, license: 'MIT' },
      history: [{ license: null }],
    });
    expect(await importing.edgesInGraph()).toEqual(['a/b FINE_TUNE x/card', 'a/b FINE_TUNE x/tag']);
    expect(await importing.card('a/b', CARD, { crawled: FEBRUARY })).toMatchObject({
      changes: 0,
      leftOut: 0,
    });
    await importing.card('a/b', '---\nlicense: mit\n---\n', { crawled: MARCH });
    expect(await importing.edgesInGraph()).toEqual(['a/b FINE_TUNE x/tag']);
  });

  test('without a head is reported', async () => {
    await using importing = await openImporting();
    expect(await importing.card('a/b', '# A model')).toMatchObject({
      codes: ['IMPORT_CARD_MALFORMED'],
      changes: 0,
    });
    await expect(importing.card('no name', CARD)).rejects.toThrow(
      expect.objectContaining({ code: 'IMPORT_ID_MALFORMED' }),
    );
  });
});

async function held({ database }: Importing) {
  const [model] = await database.rows(
    `SELECT facts, to_char(crawled_at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS crawled FROM imported_model`,
  );
  const history = await database.rows<{ said: object }>(
    'SELECT said FROM imported_model_history ORDER BY crawled_at',
  );
  return { ...model, history: history.map(({ said }) => said) };
}

async function gone({ database }: Importing): Promise<readonly string[]> {
  const rows = await database.rows<{ said: string }>(
    `SELECT concat_ws(' ', split_part(stub_name, ':', 2), to_char(gone_since AT TIME ZONE 'UTC', 'YYYY-MM-DD')) AS said
       FROM imported_model JOIN checkpoint ON id = checkpoint_id WHERE gone_since IS NOT NULL`,
  );
  return rows.map(({ said }) => said);
}
