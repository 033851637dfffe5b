import { refusal } from '../base/errors.ts';

/** How soon a job's turn comes; the place in this list is its rank. */
export const PRIORITIES = ['HIGH', 'NORMAL', 'LOW'] as const;

export type Priority = (typeof PRIORITIES)[number];

/** Lets a text in as a priority, or refuses it with `EVALUATION_PRIORITY_UNKNOWN`. */
export function parsePriority(text: string): Priority {
  const found = PRIORITIES.find((priority) => priority === text.toUpperCase());
  if (found) return found;
  throw refusal('EVALUATION_PRIORITY_UNKNOWN', 'no priority has this name', {
    expected: PRIORITIES.join(', ').toLowerCase(),
    received: text.slice(0, 60),
  });
}

export function rankOf(priority: Priority): number {
  return PRIORITIES.indexOf(priority);
}

export function priorityOf(rank: number): Priority {
  return PRIORITIES[rank] ?? 'NORMAL';
}
