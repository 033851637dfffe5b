import { expect, test } from 'vitest';
import { TASK_FAMILIES } from './task-list.ts';
import { parseTaskId, TASKS } from './task.ts';

test('each task has one id, a family and a sentence', () => {
  expect(new Set(TASKS.map(({ id }) => id)).size).toBe(TASKS.length);
  expect(TASKS.filter(({ description }) => !/^[A-Z].{5,}\.$/.test(description))).toEqual([]);
  expect(new Set(TASKS.map(({ family }) => family))).toEqual(new Set(TASK_FAMILIES));
});

test('an id is read without its case', () => {
  expect(parseTaskId(' Image-Classification ')).toBe('image-classification');
});

test.each([
  ['image-clasification', 'image-classification'],
  ['text generation', 'text-generation'],
  ['asr-speech', 'automatic-speech-recognition'],
])('%s is refused, and %s is named among the nearest', (text, nearest) => {
  expect(() => parseTaskId(text)).toThrow(
    expect.objectContaining({
      code: 'CHECKPOINT_TASK_UNKNOWN',
      facts: expect.objectContaining({ expected: expect.stringContaining(nearest) as string }) as object,
    }),
  );
});
