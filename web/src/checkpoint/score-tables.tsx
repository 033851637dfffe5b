import type { ReactNode } from 'react';
import type { ExplainedGroup, FullScore, ScoreStep } from '../generated/operations.ts';
import { Digest } from '../parts/digest.tsx';
import { timeText, wordText } from '../text.ts';

type Found = NonNullable<FullScore['reproducibility']>;

/** Who was heard. */
export function GroupsTable({ groups }: Pick<Found, 'groups'>) {
  return (
    <Scrolled caption="Independent groups">
      <thead>
        <tr>
          <th>group</th>
          <th>agreement</th>
          <th className="number">value</th>
          <th className="number">difference</th>
          <th className="number">tolerance</th>
          <th className="number">weight</th>
          <th className="number">runs</th>
        </tr>
      </thead>
      <tbody>
        {groups.map((group) => (
          <tr key={group.group}>
            <td>{group.isSelf ? 'the publisher’s own' : group.group}</td>
            <td>{wordText(group.agreement)}</td>
            <td className="number">{group.value}</td>
            <td className="number">{short(group.difference)}</td>
            <td className="number">{short(group.tolerance)}</td>
            <td className="number">{short(group.weight)}</td>
            <td className="number">{group.runCount}</td>
          </tr>
        ))}
      </tbody>
    </Scrolled>
  );
}

/** Why each of them counts, or does not. */
export function StandingsTable({ groups }: { readonly groups: readonly ExplainedGroup[] }) {
  return (
    <Scrolled caption="Whose word counts">
      <thead>
        <tr>
          <th>group</th>
          <th>evaluator</th>
          <th className="number">reliability of the group</th>
          <th>why</th>
        </tr>
      </thead>
      <tbody>
        {groups.flatMap(({ group, isSelf, reliability, evaluators }) =>
          evaluators.map(({ contributor, sentence, organisation }) => (
            <tr key={`${group}/${contributor.name}`}>
              <td>{isSelf ? 'the publisher’s own' : group}</td>
              <td>
                {contributor.name}
                {organisation !== null && ` (${organisation})`}
              </td>
              <td className="number">{reliability.toFixed(3)}</td>
              <td>{isSelf ? 'tied to the publisher: its agreement counts nothing' : sentence}</td>
            </tr>
          )),
        )}
      </tbody>
    </Scrolled>
  );
}

const PARTS: Readonly<Record<string, string>> = {
  COUNTED: 'counted',
  OWN: 'the publisher’s own',
  SILENT: 'silent: vetted members of its group speak, or its runs that were asked for',
  RELATED: 'related',
};

/** What each run did to the score, in the order in which they came. */
export function StepsTable({ steps }: { readonly steps: readonly ScoreStep[] }) {
  return (
    <Scrolled caption="Run by run">
      <thead>
        <tr>
          <th>evaluator</th>
          <th className="number">value</th>
          <th>agreement</th>
          <th className="number">difference</th>
          <th>part</th>
          <th className="number">weight</th>
          <th>score</th>
          <th>level</th>
          <th>conditions</th>
        </tr>
      </thead>
      <tbody>
        {steps.map((step) => (
          <tr key={step.run.id}>
            <td>{step.run.evaluator.name}</td>
            <td className="number">{step.run.value}</td>
            <td>
              {[step.agreement && wordText(step.agreement), step.toleranceClass].filter(Boolean).join(', ')}
            </td>
            <td className="number">{step.difference === null ? '–' : short(step.difference)}</td>
            <td>{PARTS[step.part]}</td>
            <td className="number">{short(step.weight)}</td>
            <td>{moved(numberText(step.scoreBefore), numberText(step.scoreAfter))}</td>
            <td>{moved(step.levelBefore, step.levelAfter)}</td>
            <td>
              {Object.entries(step.run.conditions as Readonly<Record<string, string | number | boolean>>)
                .map(([name, value]) => `${name} ${value}`)
                .join(', ')}
            </td>
          </tr>
        ))}
      </tbody>
    </Scrolled>
  );
}

export function RunsTable({ runs }: Pick<FullScore, 'runs'>) {
  return (
    <Scrolled caption="Runs">
      <thead>
        <tr>
          <th>evaluator</th>
          <th className="number">value</th>
          <th className="number">correct</th>
          <th>hardware</th>
          <th>stack</th>
          <th>outputs</th>
          <th>predictions</th>
          <th>host</th>
          <th>when</th>
        </tr>
      </thead>
      <tbody>
        {runs.map((run) => (
          <tr key={run.id}>
            <td>
              {run.evaluator.name}
              {run.isByHand && ' (by hand)'}
              {run.isWithdrawn && ' (taken back)'}
            </td>
            <td className="number">{run.value}</td>
            <td className="number">{run.correct === null ? '–' : `${run.correct} of ${run.items}`}</td>
            <td>{run.hardwareClass}</td>
            <td>{run.stack.replaceAll('+', ' + ')}</td>
            <td>
              <Digest value={run.outputsDigest} label="the outputs’ digest" />
            </td>
            <td>
              <Digest value={run.predictionsDigest} label="the predictions’ digest" />
            </td>
            <td>
              <code>{run.host.slice(0, 8)}</code>
            </td>
            <td>{timeText(run.ranAt)}</td>
          </tr>
        ))}
      </tbody>
    </Scrolled>
  );
}

function Scrolled({ caption, children }: { readonly caption: string; readonly children: ReactNode }) {
  return (
    <div className="scrolled" tabIndex={0} role="group" aria-label={caption}>
      <table>
        <caption>{caption}</caption>
        {children}
      </table>
    </div>
  );
}

function moved(before: string, after: string): string {
  return before === after ? after : `${before} → ${after}`;
}

function numberText(score: number | null): string {
  return score === null ? 'none' : score.toFixed(4);
}

function short(value: number): number {
  return Number(value.toPrecision(3));
}
