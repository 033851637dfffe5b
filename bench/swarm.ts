/**
 * The swarm beside what others have, each program a process of its own: `node bench/swarm.ts [--mib N] [--repeats N]
 * [--only GROUP,…] [--folder PATH]`. As root it works in a network namespace of its own, where nothing else is reached.
 * Prints a Markdown table a group; rows whose program is missing are named and left out.
 */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { parseArgs } from 'node:util';
import { NAMESPACE_HOST, openGround, type Ground } from './swarm/ground.ts';
import { egressRows } from './swarm/egress.ts';
import { resumeRows, slowPeerRows } from './swarm/hardship.ts';
import { httpRows, shardedRows } from './swarm/http.ts';
import { hubRows } from './swarm/hub.ts';
import { pairRows } from './swarm/pairs.ts';
import { seederRows } from './swarm/seeder.ts';
import { report, type Row } from './swarm/report.ts';

const { values } = parseArgs({
  options: {
    mib: { type: 'string', default: '1024' },
    repeats: { type: 'string', default: '3' },
    only: { type: 'string' },
    folder: { type: 'string', default: tmpdir() },
  },
});

interface Group {
  readonly title: string;
  readonly rows: (ground: Ground) => Row[];
  /** Long or steady ones are measured once. */
  readonly repeats?: number;
}

const FAR = { name: 'far', delayMs: 50, bytesPerSecond: 50e6 };

const groups: Readonly<Record<string, Group>> = {
  pairs: { title: 'One seeder, one leecher, on loopback', rows: (ground) => pairRows(ground) },
  distance: { title: 'The same at 100 ms round trip and 50 MB/s', rows: (ground) => pairRows(ground, FAR) },
  http: { title: 'One file over HTTP', rows: httpRows },
  sharded: { title: 'Sixteen shards over HTTP', rows: shardedRows },
  egress: { title: 'Many want the same from an origin of 40 MB/s', rows: egressRows, repeats: 1 },
  'slow-peer': { title: 'One slow peer', rows: slowPeerRows },
  resume: { title: 'Resume', rows: resumeRows },
  seeder: { title: 'Memory of our seeder', rows: seederRows, repeats: 1 },
  hub: { title: 'Publish and pull with a hub', rows: hubRows },
};

const wanted = values.only?.split(',') ?? Object.keys(groups);
if (wanted.some((name) => !groups[name])) {
  console.error(`the groups are ${Object.keys(groups).join(', ')}`);
  process.exit(2);
}

if (!isInNamespace() && spawnSync('unshare', ['--net', 'ip', 'link', 'set', 'lo', 'up']).status === 0) {
  const script = `ip link set lo up && ip addr add ${NAMESPACE_HOST}/32 dev lo && exec "$@"`;
  const words = ['--net', 'sh', '-c', script, 'sh', process.execPath, ...process.argv.slice(1)];
  const inside = spawn('unshare', words, { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => inside.kill(signal));
  const [code] = (await once(inside, 'exit')) as [number | null];
  process.exit(code ?? 1);
}

// Exit handlers kill what was started and remove what was written.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(130));
using ground = openGround(values.folder, Number(values.mib), Number(values.repeats));
for (const name of wanted) {
  const group = groups[name];
  if (!group) continue;
  await report(`${group.title}, ${ground.mib} MiB`, group.rows(ground), group.repeats ?? ground.repeats);
}

function isInNamespace(): boolean {
  using here = openGround(values.folder, 0, 0);
  return here.isNamespace;
}
