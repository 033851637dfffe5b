import { regressions, type RegressionsAnswer } from '../client/generated/operations.ts';
import type { HubClient } from '../client/hub-client.ts';
import type { Terminal } from './terminal.ts';
import { plainName } from './text.ts';

type Regression = NonNullable<RegressionsAnswer['checkpoint']>['regressions'][number];

/** What became better or worse since each parent, a line each. */
export async function sayRegressions(
  client: HubClient,
  terminal: Terminal,
  reference: string,
): Promise<readonly Regression[]> {
  const { checkpoint } = await client.ask(regressions, { reference });
  const found = checkpoint?.regressions ?? [];
  for (const { parent, verdict, sentence } of found)
    terminal.say(`  ${MARKS[verdict] ?? '·'} ${sentence}   (${plainName(parent.name)})`);
  return found;
}

const MARKS: Readonly<Record<string, string>> = { IMPROVED: '▲', REGRESSED: '▼', NO_DIFFERENCE_SHOWN: '·' };
