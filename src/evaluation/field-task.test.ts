import { expect, test } from 'vitest';
import { TASKS } from '../checkpoint/tasks/task.ts';
import { fieldTaskOf } from './field-task.ts';
import { TASK_IDS } from './task.ts';

test.each(TASK_IDS)('%s is a task of the field', (id) => {
  expect(TASKS.map((task) => task.id)).toContain(fieldTaskOf(id));
});

test('a language model’s next tokens are text generation', () => {
  expect(fieldTaskOf('causal-language-modelling')).toBe('text-generation');
});
