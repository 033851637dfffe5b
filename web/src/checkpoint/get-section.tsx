import { useCallback } from 'react';
import { pageSwarmCounts, type Checkpoint, type CheckpointFile } from '../generated/operations.ts';
import { useAnswer } from '../hub/use-answer.ts';
import { checkpointAddress, Link } from '../address.tsx';
import { Command } from '../parts/copy.tsx';
import { Section } from '../parts/section.tsx';
import { usePolled } from '../parts/use-polled.ts';
import { shellWord } from '../text.ts';

const POLL_MS = 4000;

interface GetSectionProps {
  readonly checkpoint: Checkpoint;
  readonly reference: string;
}

/** How to have it: the command, or each file's magnet, torrent and address; and who has it now. */
export function GetSection({ checkpoint, reference }: GetSectionProps) {
  if (checkpoint.isStub) return null;
  const pull = `heirloom pull ${shellWord(checkpoint.name)} --hub ${location.origin}`;
  return (
    <Section title="Get it">
      {checkpoint.conversion && (
        <p>
          A pickle is a program that only its reader keeps from running. Take{' '}
          <Link to={checkpointAddress(checkpoint.conversion.name)}>the same weights as safetensors</Link>,
          which this hub made of it.
        </p>
      )}
      {checkpoint.isOffered ? (
        <>
          <Command label="with heirloom, from peers and this hub together" text={pull} />
          <SwarmFiles files={checkpoint.artifacts} reference={reference} />
        </>
      ) : (
        <p className="warning">Its weights aren’t known to be safe, so this hub doesn’t hand them out.</p>
      )}
    </Section>
  );
}

function SwarmFiles({
  files,
  reference,
}: {
  readonly files: readonly CheckpointFile[];
  readonly reference: string;
}) {
  const [{ data }, ask] = useAnswer(pageSwarmCounts, { reference });
  const poll = useCallback(() => ask({ requestPolicy: 'network-only' }), [ask]);
  usePolled(POLL_MS, poll);
  const live = new Map(
    data?.checkpoint?.artifacts.map(({ artifact }) => [artifact.digest, artifact.swarm] as const),
  );
  return files.map(({ path, artifact }) => {
    if (!artifact.swarm) return null;
    const counts = live.get(artifact.digest) ?? artifact.swarm;
    return (
      <div key={path} className="swarm-file">
        <p className="swarm-head">
          <span className="file-name">{path}</span>
          <span className="swarm-counts" role="status">
            <span className={counts.seederCount > 0 ? 'dot alive' : 'dot'} aria-hidden="true" />
            {counted(counts.seederCount, 'seeder')}, {counted(counts.leecherCount, 'leecher')}
          </span>
        </p>
        <details>
          <summary>magnet, torrent, curl</summary>
          <OtherWays path={path} artifact={artifact} swarm={artifact.swarm} />
        </details>
      </div>
    );
  });
}

interface OtherWaysProps {
  readonly path: string;
  readonly artifact: CheckpointFile['artifact'];
  readonly swarm: NonNullable<CheckpointFile['artifact']['swarm']>;
}

function OtherWays({ path, artifact, swarm }: OtherWaysProps) {
  const file = shellWord(path.split('/').at(-1) ?? 'artifact');
  const address = `${location.origin}${artifact.path}`;
  const check = `echo '${artifact.digest.slice('sha256:'.length)}  '${file} | sha256sum -c`;
  return (
    <>
      <Command label="magnet" text={swarm.magnet} />
      <Command label=".torrent" text={`${location.origin}${swarm.torrentPath}`} />
      <Command label="curl, checked" text={`curl -fo ${file} ${address} && ${check}`} />
      <p className="quiet small">
        infohash <code>{swarm.infohash}</code>, pieces of {swarm.pieceLengthBytes / 1024} KiB.{' '}
        <a href={swarm.torrentPath}>Open the torrent</a>
      </p>
    </>
  );
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
