import { useState, type ReactNode } from 'react';
import type { FullScore, ScoredDataset } from '../generated/operations.ts';
import { ScoreSentence } from '../parts/badges.tsx';
import { Digest } from '../parts/digest.tsx';
import { Fact, Section } from '../parts/section.tsx';
import { dayText, intervalText, percentText, samplingText, wordText } from '../text.ts';
import { ScoreExplained } from './score-explained.tsx';
import { GroupsTable, RunsTable } from './score-tables.tsx';

interface ScoresProps {
  readonly reference: string;
  readonly scores: readonly FullScore[];
}

export function ScoresSection({ reference, scores }: ScoresProps) {
  return (
    <Section title="Scores">
      {scores.length === 0 && <p className="quiet">Nobody has measured or claimed anything of it here.</p>}
      {scores.map((score) => (
        <div key={`${score.protocol.digest}/${score.metric}`} className="score-block">
          <p className="score-line">
            <ScoreSentence score={score} />
          </p>
          <p className="quiet small">
            {score.items.toLocaleString('en')} items
            {score.protocol.dataset && ` of ${score.protocol.dataset.name}`}
            {score.claim && `, claimed by ${score.claim.claimedBy.name} on ${dayText(score.claim.claimedAt)}`}
          </p>
          <details>
            <summary>How sure this is</summary>
            <Evidence score={score} />
          </details>
          <Disclosure summary="How it came to be, run by run">
            <ScoreExplained reference={reference} score={score} />
          </Disclosure>
        </div>
      ))}
    </Section>
  );
}

/** What is inside is made, and asked for, when it is first opened. */
function Disclosure({ summary, children }: { readonly summary: string; readonly children: ReactNode }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{summary}</summary>
      {isOpen && children}
    </details>
  );
}

const LEVELS: Readonly<Record<string, string>> = {
  RX: 'not reproduced',
  R0: 'claimed',
  R1: 'repeated, but by nobody independent and vetted',
  R2: 'reproduced by one vetted independent group',
  R3: 'corroborated by two groups on two kinds of hardware',
  R4: 'robust: three groups, two kinds of hardware, two stacks',
};

function Evidence({ score }: { readonly score: FullScore }) {
  const found = score.reproducibility;
  return (
    <>
      <dl className="facts">
        {found && (
          <>
            <Fact name="level">
              {found.level}: {LEVELS[found.level]}
            </Fact>
            <Fact name="state">{wordText(found.state)}</Fact>
            <Fact name="reproducibility">
              {found.score === null
                ? 'no score: there is no independent evidence yet'
                : `${percentText(found.score)} that the next independent evaluator agrees`}
              ; 90 % interval {intervalText(found.interval)}
            </Fact>
            <Fact name="CV*">{found.cvStar === null ? 'undefined' : `${found.cvStar.toFixed(3)} %`}</Fact>
            <Fact name="badges">{found.badges.join(', ')}</Fact>
          </>
        )}
        <Fact name="claim">
          {score.claim
            ? `${score.claim.value} on ${score.claim.items.toLocaleString('en')} items`
            : 'none: nothing to reproduce'}
        </Fact>
        <Fact name="over items">
          {score.sampling &&
            `95 % interval ${samplingText({ ...score, sampling: score.sampling })}, for the choice of items alone`}
        </Fact>
        <Fact name="task">{score.protocol.task}</Fact>
        <Fact name="data">{score.protocol.dataset && dataText(score.protocol.dataset)}</Fact>
        <Fact name="rights">{score.protocol.dataset?.rights}</Fact>
        <Fact name="known limits">{score.protocol.dataset?.limitations}</Fact>
        <Fact name="protocol">
          <Digest value={score.protocol.digest} label="the protocol’s digest" />
        </Fact>
        <Fact name="method">{found && `specification ${found.specVersion}`}</Fact>
      </dl>
      {found && found.groups.length > 0 && <GroupsTable groups={found.groups} />}
      {score.runs.length > 0 && <RunsTable runs={score.runs} />}
    </>
  );
}

/** `2,000 images, 10 labels: 0 ×200, 1 ×200 …`, or `48 sequences of 64 tokens`. */
function dataText({ kind, itemCount, tokenLength, labelCounts }: ScoredDataset): string {
  const count = itemCount.toLocaleString('en');
  const nouns = {
    IMAGES: 'images',
    TOKENS: `sequences of ${tokenLength} tokens`,
    FEATURES: 'rows of numbers',
  };
  const items = `${count} ${nouns[kind]}`;
  if (labelCounts.length === 0) return items;
  const shown = labelCounts.slice(0, LABELS_SHOWN).map(({ label, count: n }) => `${label} ×${n}`);
  const rest = labelCounts.length > LABELS_SHOWN ? ' …' : '';
  return `${items}, ${labelCounts.length} labels: ${shown.join(', ')}${rest}`;
}

const LABELS_SHOWN = 10;
