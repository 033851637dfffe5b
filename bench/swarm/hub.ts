import { linkSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { INSPECTOR_VERSION } from '../../src/checkpoint/inspection.ts';
import { DrillGround } from '../../test/drills/hub-process.ts';
import type { Ground } from './ground.ts';
import { openNginx } from './nginx.ts';
import { need } from './programs.ts';
import type { Measured, Row } from './report.ts';
import { WatchedProcess } from './watch-process.ts';

const PROGRAM = fileURLToPath(new URL('../../bin/heirloom.js', import.meta.url));

/** The commands against a real hub: what a user waits for. */
export function hubRows(ground: Ground): Row[] {
  const upload = 'curl -T (nginx)';
  return [
    { name: upload, needs: [need.curl, need.nginx], measure: () => measureUpload(ground) },
    { name: 'heirloom publish', ratioTo: upload, aim: '0.8', measure: () => measureHub(ground, 'publish') },
    { name: 'curl, then sha256sum (hub)', needs: [need.curl], measure: () => measureHub(ground, 'curl') },
    ...(['', '--http-only', '--peers-only'] as const).map((mode) => ({
      name: `heirloom pull ${mode}`.trim(),
      ratioTo: 'curl, then sha256sum (hub)',
      aim: '0.9',
      measure: () => measureHub(ground, mode),
    })),
  ];
}

async function measureUpload(ground: Ground): Promise<Measured> {
  const artifact = await ground.artifact();
  await using nginx = await openNginx(ground);
  const words = ['curl', '-sf', '-T', artifact.filePath, `${nginx.url}/in/${artifact.name}`];
  await using running = new WatchedProcess(words, { stdio: 'ignore' });
  const cost = await running.end();
  return {
    seconds: cost.seconds,
    bytes: artifact.sizeBytes,
    costs: { client: cost, server: nginx.running.cost() },
  };
}

async function measureHub(
  ground: Ground,
  what: 'publish' | 'curl' | '' | '--http-only' | '--peers-only',
): Promise<Measured> {
  const artifact = await ground.artifact();
  // Beside the files that curl sends: a hub that syncs to a disk is no match for a server that writes into memory.
  await using drill = await DrillGround.open(path.dirname(ground.folder));
  await drill.startHub();
  const member = await drill.joinOwner();
  const folder = ground.room();
  const out = ground.room();
  drill.defer(() => [folder, out].forEach((room) => ground.clear(room)));
  linkSync(artifact.filePath, path.join(folder, 'model.safetensors'));
  const env = { PATH: process.env['PATH'], HOME: member.home, HEIRLOOM_HOME: member.home };
  const heirloom = async (...words: string[]) => {
    await using running = new WatchedProcess([process.execPath, PROGRAM, ...words], { stdio: 'ignore', env });
    return await running.end();
  };
  const model = `${member.name}/weights`;
  let cost = await heirloom('publish', folder, '--name', model, '--license', 'MIT', '--yes');
  if (what !== 'publish') await readOf(drill);
  if (what === 'curl') {
    const url = `${drill.hubUrl}/artifacts/${artifact.name}`;
    const script = 'curl -sf -o "$2" "$1"; sha256sum "$2" >/dev/null';
    await using running = new WatchedProcess(['sh', '-ec', script, 'sh', url, path.join(out, 'file')], {
      stdio: 'ignore',
    });
    cost = await running.end();
  } else if (what !== 'publish') cost = await heirloom('pull', model, '--out', out, ...(what ? [what] : []));
  return { seconds: cost.seconds, bytes: artifact.sizeBytes, costs: { client: cost } };
}

/** A hub reads the values of a large file after its publication, which would share the processors with a pull. */
async function readOf(drill: DrillGround): Promise<void> {
  const unread = `SELECT FROM artifact WHERE inspector_version <> '${INSPECTOR_VERSION}'`;
  while ((await drill.rows(unread)).length > 0) await sleep(100);
}
