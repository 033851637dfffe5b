import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { connect, type NetConnectOpts } from 'node:net';
import { dirname } from 'node:path';
import type { ProbeInput } from './probe-sandbox.ts';

// Runs in the child's place and tries to get out. Each probe is a sentence that is true where containment fails.
const input = JSON.parse(readFileSync(0, 'utf8')) as ProbeInput;
const status = readFileSync('/proc/self/status', 'utf8');

const ESCAPES: readonly (readonly [string, () => boolean | Promise<boolean>])[] = [
  ['a child can read files outside', () => works(() => readFileSync(input.markerFile))],
  ['a child can list folders outside', () => works(() => readdirSync(dirname(input.markerFile)))],
  ['a child can write files outside', () => works(() => writeFileSync(`${input.markerFile}.escaped`, ''))],
  ['a child can write into its root', () => works(() => writeFileSync('/escaped', ''))],
  ['a child can change its program', () => works(() => writeFileSync('/app/src/escaped', ''))],
  ['a child can change its model', () => works(() => writeFileSync(input.modelFile, ''))],
  ['a child can reach the network', () => connects({ host: '127.0.0.1', port: input.port })],
  ['a child can reach local sockets', () => connects({ path: input.socketName })],
  [
    'a child can see other processes',
    () => readdirSync('/proc').filter((name) => /^\d+$/.test(name)).length > 2,
  ],
  ['a child keeps capabilities', () => !/^CapEff:\s0+$/m.test(status) || !/^CapPrm:\s0+$/m.test(status)],
  ['a child can gain privileges', () => !/^NoNewPrivs:\s1$/m.test(status)],
  ['a child is not nobody', () => process.getuid?.() !== 65534 || process.getgid?.() !== 65534],
  ['a child inherits the environment', () => process.env['HEIRLOOM_PROBE_SECRET'] !== undefined],
];

const NEEDS: readonly (readonly [string, () => unknown])[] = [
  ['a child can not read its model', () => readFileSync(input.modelFile)],
  ['a child can not write its items', () => writeFileSync(input.itemsFile, input.itemsText)],
  ['a child can not load the runtime', () => import('onnxruntime-node')],
];

const shortfalls: string[] = [];
for (const [sentence, escapes] of ESCAPES) if (await escapes()) shortfalls.push(sentence);
for (const [sentence, need] of NEEDS) if (!(await succeeds(need))) shortfalls.push(sentence);
process.stdout.write(JSON.stringify(shortfalls));

function works(attempt: () => unknown): boolean {
  try {
    attempt();
    return true;
  } catch {
    return false;
  }
}

async function succeeds(need: () => unknown): Promise<boolean> {
  try {
    await need();
    return true;
  } catch {
    return false;
  }
}

function connects(to: NetConnectOpts): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(to);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
