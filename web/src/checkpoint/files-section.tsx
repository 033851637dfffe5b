import type { CheckpointFile, Tensor } from '../generated/operations.ts';
import { StateBadge } from '../parts/badges.tsx';
import { Digest } from '../parts/digest.tsx';
import { Section } from '../parts/section.tsx';
import { bytesText, wordText } from '../text.ts';

export function FilesSection({ files }: { readonly files: readonly CheckpointFile[] }) {
  if (files.length === 0) return null;
  return (
    <Section title="Files" aside={<span className="quiet">{files.length}</span>}>
      <ul className="files">
        {files.map((file) => (
          <FileRow key={file.path} file={file} />
        ))}
      </ul>
    </Section>
  );
}

function FileRow({ file: { path, role, state, isOffered, artifact } }: { readonly file: CheckpointFile }) {
  return (
    <li>
      <div className="file-head">
        {isOffered ? (
          <a className="file-name" href={artifact.path} download={path.split('/').at(-1)}>
            {path}
          </a>
        ) : (
          <span className="file-name">{path}</span>
        )}
        <span className="file-size">{bytesText(artifact.sizeBytes)}</span>
      </div>
      <p className="file-facts">
        <span>{wordText(role)}</span>
        <span>{artifact.format}</span>
        <StateBadge state={state} />
        <Digest value={artifact.digest} label={`the digest of ${path}`} />
      </p>
      {artifact.findings.map((finding, i) => (
        <p key={i} className={`finding ${finding.severity.toLowerCase()}`}>
          <strong>{finding.severity.toLowerCase()}</strong> {finding.message}
          {finding.received !== null && !finding.message.includes(finding.received) && (
            <> ({finding.received})</>
          )}{' '}
          <span className="quiet">
            {finding.remedy} · {finding.rule}
          </span>
        </p>
      ))}
      {artifact.tensorCount > 0 && <Tensors artifact={artifact} />}
    </li>
  );
}

function Tensors({ artifact: { tensors, tensorCount } }: Pick<CheckpointFile, 'artifact'>) {
  const shown = tensors.nodes;
  return (
    <details>
      <summary>
        {tensorCount} {tensorCount === 1 ? 'tensor' : 'tensors'}
      </summary>
      <ul className="tensors">
        {shown.map((tensor) => (
          <li key={tensor.name}>
            <code>{tensor.name}</code>{' '}
            <span className="quiet">
              {tensor.dtype} [{tensor.shape.join(', ')}]{spreadText(tensor)}
            </span>
          </li>
        ))}
        {tensorCount > shown.length && <li className="quiet">and {tensorCount - shown.length} more</li>}
      </ul>
    </details>
  );
}

// What a reader looks at first: where the values lie, and how far apart.
function spreadText({ statistics }: Tensor): string {
  if (statistics === null) return '';
  const { mean, standardDeviation } = statistics;
  if (mean === null || standardDeviation === null) return '';
  return ` ${mean.toPrecision(3)} ± ${standardDeviation.toPrecision(3)}`;
}
