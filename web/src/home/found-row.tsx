import { checkpointAddress, Link } from '../address.tsx';
import type { FoundCheckpoint, Said } from '../generated/operations.ts';
import { LicenseBadge, ScoreSentence, StateBadge, WarningLine, warningsOf } from '../parts/badges.tsx';
import { bytesText, countText, dayText, stubText } from '../text.ts';

export function FoundRow({ checkpoint }: { readonly checkpoint: FoundCheckpoint }) {
  const { name, state, architecture, parameterCount, sizeBytes, publishedAt, scores } = checkpoint;
  const inferenceBytes = checkpoint.resources?.inferenceBytes ?? null;
  return (
    <li>
      <div>
        <div className="found-head">
          <Link className="found-name" to={checkpointAddress(name)}>
            <CheckpointName name={name} />
          </Link>
          {state === null ? (
            <span className="quiet">{stubText(checkpoint)}</span>
          ) : (
            <StateBadge state={state} />
          )}
        </div>
        <p className="found-facts">
          {state === null ? (
            <SaidFacts imported={checkpoint.imported} />
          ) : (
            <LicenseBadge license={checkpoint.license} />
          )}
          {state !== null &&
            checkpoint.tasks.map(({ id, isDeclared }) => (
              <span key={id} title={isDeclared ? 'Its card says so' : 'It was evaluated on it'}>
                {id}
              </span>
            ))}
          {architecture !== null && <span>{architecture}</span>}
          {parameterCount !== null && parameterCount > 0 && (
            <span>{countText(parameterCount)} parameters</span>
          )}
          {sizeBytes > 0 && <span>{bytesText(sizeBytes)}</span>}
          {inferenceBytes !== null && (
            <span title="To run it as stored, for a batch of one and 4,096 tokens of context at most">
              runs in {bytesText(inferenceBytes)}
            </span>
          )}
          {publishedAt !== null && <time dateTime={publishedAt}>{dayText(publishedAt)}</time>}
        </p>
      </div>
      <div>
        {state !== null && scores.length === 0 && <p className="found-score quiet">not evaluated</p>}
        {scores.slice(0, 2).map((score, i) => (
          <p key={i} className="found-score">
            <ScoreSentence score={score} />
          </p>
        ))}
        {warningsOf(checkpoint).map((warning, i) => (
          <p key={i} className="found-warning">
            <WarningLine warning={warning} />
          </p>
        ))}
      </div>
    </li>
  );
}

function SaidFacts({ imported: [said] }: { readonly imported: readonly Said[] }) {
  if (!said) return null;
  const { license, licenseClaimed, task, parameterCount, downloads } = said;
  return (
    <>
      <span>{license ?? licenseClaimed ?? 'no license stated'}</span>
      {task !== null && <span>{task}</span>}
      {parameterCount !== null && parameterCount > 0 && <span>{countText(parameterCount)} parameters</span>}
      {downloads !== null && <span>{countText(downloads)} downloads</span>}
    </>
  );
}

/** `owner/` quiet, the model's name loud, `@revision` quiet again. */
export function CheckpointName({ name }: { readonly name: string }) {
  const [, owner = '', model = name, revision = ''] = /^(.*\/)?([^@]*)(@.*)?$/.exec(name) ?? [];
  return (
    <>
      <span className="quiet">{owner}</span>
      {model}
      <span className="quiet">{revision}</span>
    </>
  );
}
