import { Link, checkpointAddress } from '../address.tsx';
import type {
  BiasWarningFields,
  LicenseFields,
  RiskWarningFields,
  ScoreLine,
} from '../generated/operations.ts';
import { scoreText, wordText } from '../text.ts';

type Warning = BiasWarningFields | RiskWarningFields;

const STATE_MEANING: Readonly<Record<string, string>> = {
  VERIFIED: 'A data-only format, and its validator passed',
  VERIFIED_LEGACY: 'A pickle of allow-listed parts only',
  QUARANTINED: 'Not known to be safe: kept, but not offered',
  REJECTED: 'A structural attack',
};

export function StateBadge({ state }: { readonly state: string | null }) {
  if (state === null) return <span className="badge">known by name only</span>;
  return (
    <span className={`badge state-${wordText(state)}`} title={STATE_MEANING[state]}>
      {wordText(state)}
    </span>
  );
}

export function LicenseBadge({ license }: { readonly license: LicenseFields | null }) {
  if (!license) return <span className="license">no license stated</span>;
  return (
    <span className="license" title={license.isSpdx ? 'On the SPDX list' : 'Not on the SPDX list'}>
      {license.expression}
    </span>
  );
}

const TONES: Readonly<Record<string, Tone>> = {
  OK: 'good',
  CONTESTED: 'warn',
  DISPUTED: 'bad',
  NOT_REPRODUCED: 'bad',
  SUPERSEDED: 'warn',
};

/** One line: the value, and whether anybody got it too. */
export function ScoreSentence({ score }: { readonly score: ScoreLine }) {
  return (
    <span className="score">
      <span className="metric">
        {score.metric}
        {score.protocol.hardship && `, ${score.protocol.hardship}`}
      </span>{' '}
      <strong>{scoreText(score)}</strong>{' '}
      <span className={`sentence ${toneOf(score)}`}>
        <span aria-hidden="true">{MARKS[toneOf(score)]} </span>
        {sentenceOf(score)}
      </span>
    </span>
  );
}

/** The sentence as one sign, where there is no room for it; the words come with the pointer or by ear. */
export function ScoreMark({ score }: { readonly score: ScoreLine }) {
  const tone = toneOf(score);
  return (
    <span
      className={`mark-sign sentence ${tone}`}
      role="img"
      aria-label={sentenceOf(score)}
      title={sentenceOf(score)}
    >
      {MARKS[tone]}
    </span>
  );
}

type Tone = 'good' | 'warn' | 'bad' | 'plain';

const MARKS: Readonly<Record<Tone, string>> = { good: '✓', warn: '!', bad: '✕', plain: '·' };

function toneOf({ reproducibility: found }: ScoreLine): Tone {
  const tone = TONES[found?.state ?? ''] ?? 'plain';
  return tone === 'good' && found?.level === 'R0' ? 'plain' : tone;
}

function sentenceOf({ reproducibility }: ScoreLine): string {
  return reproducibility?.sentence ?? 'measured, nothing claimed';
}

/** Of every topic, the nearest first; what several people report in the same words is said once. */
export function warningsOf(checkpoint: {
  readonly biasWarnings: readonly Warning[];
  readonly riskWarnings: readonly Warning[];
}): readonly Warning[] {
  const said = new Map<string, Warning>();
  for (const warning of [...checkpoint.biasWarnings, ...checkpoint.riskWarnings]) {
    const key = `${warning.report.checkpoint.name} ${warning.report.sentence}`;
    if (!said.has(key)) said.set(key, warning);
  }
  return [...said.values()].toSorted((a, b) => a.depth - b.depth);
}

/** An open disparity, and where it comes from when it is an ancestor's. */
export function WarningLine({ warning }: { readonly warning: Warning }) {
  const { isInherited, depth, report } = warning;
  return (
    <span className="warning">
      <span aria-hidden="true">⚠ </span>
      {report.sentence}
      {isInherited && (
        <>
          {' '}
          <span className="from">
            inherited from{' '}
            <Link to={checkpointAddress(report.checkpoint.name)}>{report.checkpoint.name}</Link>,{' '}
            {depth === 1 ? 'its parent' : `${depth} generations up`}
          </span>
        </>
      )}
    </span>
  );
}
