import { describe, expect, test } from 'vitest';
import { edgeColumns, readEdgeRecord, type EdgeColumns } from './read-edge-record.ts';

const columns = edgeColumns('parent,child,relation,crawl') as EdgeColumns;

test('columns are found by name, in any order', () => {
  expect(edgeColumns('"Relation",child,parent')).toEqual({ relation: 0, child: 1, parent: 2, crawl: -1 });
  expect(edgeColumns('parent,child')).toBeNull();
  expect(edgeColumns('')).toBeNull();
});

describe('a record', () => {
  test.each([
    ['finetune', 'FINE_TUNE'],
    ['finetuned', 'FINE_TUNE'],
    ['adapter', 'ADAPTER'],
    ['quantized', 'QUANTIZATION'],
    ['merge', 'MERGE'],
    ['merged', 'MERGE'],
  ])('%s is %s', (word, kind) => {
    expect(readEdgeRecord(columns, `x/y,a/b,${word},2025-04-22T20:10:36`)).toEqual({
      id: 'a/b',
      edge: { parent: 'x/y', child: 'a/b', kind, crawledAt: new Date('2025-04-22T20:10:36Z') },
      problems: [],
    });
  });

  test('may be quoted', () => {
    expect(readEdgeRecord(columns, '"x/y","a/b","merge",').edge?.parent).toBe('x/y');
  });

  test.each([
    ['x/y,a/b', 'IMPORT_RELATION_UNKNOWN'],
    ['x/y,a/b,sibling,', 'IMPORT_RELATION_UNKNOWN'],
    ['x/y,,finetune,', 'IMPORT_ID_MISSING'],
    ['x/y,a b,finetune,', 'IMPORT_ID_MALFORMED'],
    ['x/y,a/\0b,finetune,', 'IMPORT_ID_MALFORMED'],
    [',a/b,finetune,', 'IMPORT_PARENT_MALFORMED'],
    ['a/b,a/b,finetune,', 'IMPORT_SELF_LOOP'],
    ['"x/y,a/b,finetune,', 'IMPORT_CSV_MALFORMED'],
  ])('%s is refused', (line, code) => {
    const { edge, problems } = readEdgeRecord(columns, line);
    expect(edge).toBeNull();
    expect(problems.map((problem) => problem.code)).toEqual([code]);
  });

  test('with a wrong date loses the date alone', () => {
    const { edge, problems } = readEdgeRecord(columns, 'x/y,a/b,merge,yesterday');
    expect(edge?.crawledAt).toBeNull();
    expect(problems).toMatchObject([{ code: 'IMPORT_FIELD_MALFORMED', at: 'crawl' }]);
  });
});
