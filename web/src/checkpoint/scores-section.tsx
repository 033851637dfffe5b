import type { FullScore, ScoredDataset } from '../hub/documents.ts';
import { ScoreSentence } from '../parts/badges.tsx';
import { Digest } from '../parts/digest.tsx';
import { Fact, Section } from '../parts/section.tsx';
import { dayText, intervalText, percentText, samplingText, timeText, wordText } from '../text.ts';

export function ScoresSection({ scores }: { readonly scores: readonly FullScore[] }) {
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
        </div>
      ))}
    </Section>
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
        <Fact name="protocol">
          <Digest value={score.protocol.digest} label="the protocol’s digest" />
        </Fact>
        <Fact name="method">{found && `specification ${found.specVersion}`}</Fact>
      </dl>
      {found && found.groups.length > 0 && <Groups groups={found.groups} />}
      {score.runs.length > 0 && <Runs runs={score.runs} />}
    </>
  );
}

/** `2,000 images, 10 labels: 0 ×200, 1 ×200 …`, or `48 sequences of 64 tokens`. */
function dataText({ kind, itemCount, tokenLength, labelCounts }: ScoredDataset): string {
  const count = itemCount.toLocaleString('en');
  const items = kind === 'IMAGES' ? `${count} images` : `${count} sequences of ${tokenLength} tokens`;
  if (labelCounts.length === 0) return items;
  const shown = labelCounts.slice(0, LABELS_SHOWN).map(({ label, count: n }) => `${label} ×${n}`);
  const rest = labelCounts.length > LABELS_SHOWN ? ' …' : '';
  return `${items}, ${labelCounts.length} labels: ${shown.join(', ')}${rest}`;
}

const LABELS_SHOWN = 10;

function Groups({ groups }: Pick<NonNullable<FullScore['reproducibility']>, 'groups'>) {
  return (
    <div className="scrolled" tabIndex={0} role="group" aria-label="Independent groups">
      <table>
        <caption>Independent groups</caption>
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
              <td className="number">{Number(group.difference.toPrecision(3))}</td>
              <td className="number">{Number(group.tolerance.toPrecision(3))}</td>
              <td className="number">{Number(group.weight.toPrecision(3))}</td>
              <td className="number">{group.runCount}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Runs({ runs }: Pick<FullScore, 'runs'>) {
  return (
    <div className="scrolled" tabIndex={0} role="group" aria-label="Runs">
      <table>
        <caption>Runs</caption>
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
                {run.isByHand && <span className="quiet"> by hand</span>}
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
      </table>
    </div>
  );
}
