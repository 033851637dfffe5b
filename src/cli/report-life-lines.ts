import type { BiasReportsAnswer, ReportLife } from '../client/generated/operations.ts';
import { plainName } from './text.ts';

/** Under a report of any topic: who filed it and where it stands, its answers, and what descendants did about it. */
export function lifeLines({ id, filedBy, standing, answers, mitigations }: ReportLife): readonly string[] {
  return [
    `  ${id} by ${plainName(filedBy.name)}: ${standing.sentence}`,
    ...answers.flatMap(({ status, text, answeredBy }) =>
      indented(`answer by ${plainName(answeredBy.name)}, ${status}: `, text),
    ),
    ...mitigations.map(({ child, sentence }) => `  → ${plainName(child.name)}: ${plainName(sentence)}`),
  ];
}

/** What the checkpoint itself did about reports on its ancestors. */
export function mitigationLines(
  mitigations: NonNullable<BiasReportsAnswer['checkpoint']>['mitigations'],
): readonly string[] {
  return mitigations.flatMap(({ sentence, report }) => [
    `${sentence.startsWith('VERIFIED') ? '✔' : '·'} ${plainName(sentence)}`,
    `  against ${report.id} on ${plainName(report.checkpoint.name)}: ${plainName(report.sentence)}`,
  ]);
}

function indented(head: string, text: string): readonly string[] {
  return text.split('\n').map((line, i) => `  ${i === 0 ? head : '  '}${plainName(line)}`);
}
