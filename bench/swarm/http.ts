import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { makeArtifact, type BenchArtifact } from './artifacts.ts';
import type { Ground } from './ground.ts';
import { openNginx } from './nginx.ts';
import { aria2c, freePort, need, ourPrograms } from './programs.ts';
import type { PullMode } from '../../src/swarm/pull.ts';
import type { Measured, Row } from './report.ts';
import { WatchedProcess } from './watch-process.ts';

/** One file over HTTP: what curl does, and what we do from nginx and from our own origin. */
export function httpRows(ground: Ground): Row[] {
  const unit = 'curl, then sha256sum (nginx)';
  const shell = (script: string) => async () => {
    await using nginx = await openNginx(ground);
    const artifact = await ground.artifact();
    return await inRoom(ground, async (room) => {
      const words = [
        'sh',
        '-ec',
        script,
        'sh',
        `${nginx.url}/${artifact.name}`,
        path.join(room, artifact.name),
      ];
      return runToEnd(words, artifact.sizeBytes);
    });
  };
  const ours = (mode: PullMode, from: 'nginx' | 'our origin'): Row => ({
    name: `ours, ${mode} (${from})`,
    needs: from === 'nginx' ? [need.nginx] : [],
    ratioTo: unit,
    aim: '0.9',
    measure: () => pullOver(ground, mode, from),
  });
  return [
    {
      name: 'curl (nginx)',
      needs: [need.curl, need.nginx],
      ratioTo: unit,
      measure: shell('curl -sf -o "$2" "$1"'),
    },
    {
      name: unit,
      needs: [need.curl, need.nginx],
      measure: shell('curl -sf -o "$2" "$1"; sha256sum "$2" >/dev/null'),
    },
    {
      name: 'curl, then sha256sum, then sync (nginx)',
      needs: [need.curl, need.nginx],
      ratioTo: unit,
      measure: shell('curl -sf -o "$2" "$1"; sha256sum "$2" >/dev/null; sync "$2"'),
    },
    ours('http-only', 'nginx'),
    ours('swarm', 'nginx'),
    ours('http-only', 'our origin'),
    ours('swarm', 'our origin'),
  ];
}

const SHARDS = 16;

/** A checkpoint of 16 shards: aria2c with all its connections and a parallel sha256, against ours. */
export function shardedRows(ground: Ground): Row[] {
  let made: Promise<BenchArtifact[]> | undefined;
  const shards = () =>
    (made ??= Promise.all(
      Array.from({ length: SHARDS }, (_, i) =>
        makeArtifact(ground.folder, `shard-${i}`, Math.max(1, ground.mib / SHARDS)),
      ),
    ));
  const unit = 'aria2c -x16 -j16, then sha256sum, two at a time';
  // What a pull has written lies on the disk when it ends; aria2c's does only after a sync.
  const others = (title: string, last: string): Row => ({
    name: title,
    needs: [need.nginx, need.aria2c],
    ...(title === unit ? {} : { ratioTo: unit }),
    async measure() {
      const artifacts = await shards();
      await using nginx = await openNginx(ground);
      return await inRoom(ground, async (room) => {
        const list = path.join(room, 'list');
        writeFileSync(list, artifacts.map(({ name }) => `${nginx.url}/${name}\n`).join(''));
        const words = [
          ...aria2c.words(ground, await freePort(ground.host), room),
          '-x16',
          '-s16',
          '-j16',
          `-i${list}`,
        ];
        const script = `"$@"; rm "$0"; find . -type f | xargs -P2 -n1 sha256sum >/dev/null${last}`;
        const bytes = artifacts.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
        return runToEnd(['sh', '-ec', script, list, ...words], bytes, room);
      });
    },
  });
  return [
    others(unit, ''),
    others(`${unit}, then sync`, '; find . -type f | xargs sync'),
    ...(['http-only', 'swarm'] as const).map((mode): Row => ({
      name: `ours, ${mode}, ${SHARDS} files (nginx)`,
      needs: [need.nginx],
      ratioTo: unit,
      aim: '0.9',
      measure: async () => pullOver(ground, mode, 'nginx', await shards()),
    })),
  ];
}

async function pullOver(
  ground: Ground,
  mode: PullMode,
  from: 'nginx' | 'our origin',
  artifacts?: readonly BenchArtifact[],
): Promise<Measured> {
  const wanted = artifacts ?? [await ground.artifact()];
  await using opened = new AsyncDisposableStack();
  const base =
    from === 'nginx' ? opened.use(await openNginx(ground)).url : await ourOrigin(ground, wanted, opened);
  return await inRoom(ground, async (room) => {
    const items = wanted.map((artifact) => {
      const name = from === 'nginx' ? artifact.name : artifact.infohash;
      return ourPrograms.itemOf(artifact, room, {
        webSeedUrl: `${base}/${name}`,
        // As a hub says that counts nobody else.
        isShared: false,
      });
    });
    const { cost, outcome } = await ourPrograms.pullToEnd(ground, { mode, items });
    const bytes = wanted.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
    const figures = { 'copies fetched': outcome.fromWebSeedBytes / bytes };
    return { seconds: cost.seconds, bytes, costs: { client: cost }, figures };
  });
}

async function ourOrigin(ground: Ground, artifacts: readonly BenchArtifact[], opened: AsyncDisposableStack) {
  const { running, place } = await ourPrograms.seed(ground, artifacts);
  opened.use(running);
  return place.origin;
}

async function runToEnd(words: readonly string[], bytes: number, cwd?: string): Promise<Measured> {
  await using running = new WatchedProcess(words, { stdio: 'ignore', ...(cwd !== undefined && { cwd }) });
  const cost = await running.end();
  return { seconds: cost.seconds, bytes, costs: { client: cost } };
}

async function inRoom<T>(ground: Ground, act: (room: string) => Promise<T>): Promise<T> {
  const room = ground.room();
  try {
    return await act(room);
  } finally {
    ground.clear(room);
  }
}
