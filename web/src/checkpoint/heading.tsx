import type { Checkpoint } from '../generated/operations.ts';
import { Link, checkpointAddress } from '../address.tsx';
import { CheckpointName } from '../home/found-row.tsx';
import { LicenseBadge, StateBadge } from '../parts/badges.tsx';
import { Digest } from '../parts/digest.tsx';
import { bytesText, countText, timeText } from '../text.ts';

/** What it is, in one look: name, license, shape, who and when. */
export function Heading({ checkpoint }: { readonly checkpoint: Checkpoint }) {
  const { name, architecture, parameterCount, sizeBytes, publishedBy, publishedAt, isStub } = checkpoint;
  return (
    <header className="heading">
      <div className="heading-name">
        <h1>
          <CheckpointName name={name} />
        </h1>
        <StateBadge state={checkpoint.state} />
        {!isStub && !checkpoint.isOffered && <span className="badge bad">not offered</span>}
      </div>
      {isStub ? (
        <p className="lede">
          {checkpoint.imported.length > 0
            ? 'A stub: another place lists it, and nobody has published it on this hub.'
            : 'A stub: something here was made from it, but nobody has published it on this hub.'}
        </p>
      ) : (
        <p className="heading-facts">
          <LicenseBadge license={checkpoint.license} />
          {architecture !== null && <span>{architecture}</span>}
          {parameterCount !== null && parameterCount > 0 && (
            <span>{countText(parameterCount)} parameters</span>
          )}
          <span>{bytesText(sizeBytes)}</span>
          {publishedBy && (
            <span>
              by {publishedBy.name}
              {publishedAt !== null && <time dateTime={publishedAt}>, {timeText(publishedAt)}</time>}
            </span>
          )}
          {checkpoint.digest !== null && <Digest value={checkpoint.digest} label="the checkpoint’s digest" />}
        </p>
      )}
      <Revisions checkpoint={checkpoint} />
    </header>
  );
}

function Revisions({ checkpoint: { model, digest } }: { readonly checkpoint: Checkpoint }) {
  if (!model || model.revisions.length < 2) return null;
  return (
    <p className="revisions">
      <span className="quiet">revisions</span>
      {model.revisions.map((revision) =>
        revision.checkpoint.digest === digest ? (
          <strong key={revision.name}>{revision.name}</strong>
        ) : (
          <Link key={revision.name} to={checkpointAddress(`${model.name}@${revision.name}`)}>
            {revision.name}
          </Link>
        ),
      )}
    </p>
  );
}
