/**
 * Runs docker/Dockerfile's steps where there is no engine: each stage is a Debian root made by debootstrap with this
 * Node in it, RUN is chroot, COPY is cp. Then it plays the demo
 * in the result, starts its hub and asks /readyz. Needs root.
 */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

interface Stage {
  readonly root: string;
  readonly env: Record<string, string>;
  folder: string;
  user: string;
  entrypoint: readonly string[];
  command: readonly string[];
}

const work = path.resolve(process.argv[2] ?? '/tmp/heirloom-replay');
const base = path.join(work, 'base');
const stages = new Map<string, Stage>();
let last: Stage | undefined;

rmSync(work, { recursive: true, force: true });
mkdirSync(work, { recursive: true });
makeBase();
for (const [word, rest] of steps()) replay(word, rest);
await startResult();

function makeBase(): void {
  sh(`debootstrap --variant=minbase --include=ca-certificates,libstdc++6 bookworm ${base}`);
  for (const file of ['/etc/resolv.conf', '/etc/hosts', '/etc/ssl/certs/ca-certificates.crt'])
    sh(`cp -L ${file} ${base}${file}`);
  sh(`cp ${process.execPath} ${base}/usr/local/bin/node`);
  sh(
    `mkdir -p ${base}/usr/local/lib/node_modules && cp -r "$(dirname "$(dirname "$(readlink -f "$(command -v npm)")")")" ${base}/usr/local/lib/node_modules/`,
  );
  for (const name of ['npm', 'npx'])
    sh(`ln -s ../lib/node_modules/npm/bin/${name}-cli.js ${base}/usr/local/bin/${name}`);
}

/** The Dockerfile's instructions; comments out, continued lines joined. */
function steps(): readonly (readonly [word: string, rest: string])[] {
  const text = readFileSync('docker/Dockerfile', 'utf8')
    .replaceAll(/^#.*\n/gm, '')
    .replaceAll('\\\n', ' ');
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return lines.map((line) => [line.split(' ')[0] ?? '', line.slice(line.indexOf(' ') + 1)]);
}

function replay(word: string, rest: string): void {
  console.log(`${word} ${rest.slice(0, 100)}`);
  if (word === 'FROM') return beginStage(/ AS (\S+)/.exec(rest)?.[1] ?? 'result');
  const stage = last!;
  if (word === 'WORKDIR') stage.folder = rest;
  if (word === 'USER') stage.user = rest;
  if (word === 'ENTRYPOINT') stage.entrypoint = JSON.parse(rest) as string[];
  if (word === 'CMD') stage.command = JSON.parse(rest) as string[];
  if (word === 'ENV') for (const [, name, value] of rest.matchAll(/(\S+)=(\S+)/g)) stage.env[name!] = value!;
  if (word === 'RUN') inside(stage, rest);
  if (word === 'COPY') copy(stage, rest);
}

function beginStage(name: string): void {
  const root = path.join(work, name);
  sh(`cp -a ${base} ${root}`);
  for (const folder of ['proc', 'dev']) sh(`mount --bind /${folder} ${root}/${folder}`);
  process.on('exit', () => spawnSync(`umount -l ${root}/proc ${root}/dev`, { shell: true }));
  last = {
    root,
    env: { PATH: '/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin' },
    folder: '/',
    user: 'root',
    entrypoint: [],
    command: [],
  };
  stages.set(name, last);
}

function copy(stage: Stage, rest: string): void {
  const from = /^--from=(\S+) (\S+) (\S+)$/.exec(rest);
  if (from) return sh(`cp ${stages.get(from[1]!)!.root}${from[2]} ${stage.root}${from[3]}`);
  const left = readFileSync('.dockerignore', 'utf8').split('\n').filter(Boolean);
  mkdirSync(path.join(stage.root, stage.folder), { recursive: true });
  cpSync('.', path.join(stage.root, stage.folder), {
    recursive: true,
    filter: (file) => !left.includes(file.replace(/^\.\//, '')),
  });
}

function inside(stage: Stage, command: string): void {
  mkdirSync(path.join(stage.root, stage.folder), { recursive: true });
  sh(`chroot ${stage.root} /bin/sh -c ${quoted(`cd ${stage.folder} && ${command}`)}`, stage.env);
}

async function startResult(): Promise<void> {
  const { root, env, user, entrypoint, command } = last!;
  const kilobytes = (folder: string) =>
    Number(spawnSync('du', ['-skx', folder], { encoding: 'utf8' }).stdout.split('\t')[0]);
  const megabytes = Math.round((kilobytes(root) - kilobytes(base)) / 1000);
  const run = (words: readonly string[]) =>
    spawn('chroot', [`--userspec=${user}:${user}`, root, ...entrypoint, ...words], {
      env: { ...env, HEIRLOOM_HOST: '127.0.0.1' },
      stdio: 'inherit',
    });
  const demo = run(['demo', '--exit', '--port', '0', '--data', '/data/demo']);
  const demoCode = await endOf(demo);
  const port = await freePort();
  const hub = run([...command, '--port', String(port), '--torrent-port', '0']);
  const isReady = await untilReady(port);
  hub.kill('SIGTERM');
  const code = await endOf(hub);
  const isGood = demoCode === 0 && isReady && code === 0;
  console.log(
    `${isGood ? '✔' : '✘'} as ${user}: the demo ended with ${demoCode}, the hub was ${isReady ? '' : 'not '}ready and ended with ${code}`,
  );
  console.log(`  ${megabytes} MB above Debian, Node and npm`);
  process.exitCode = isGood ? 0 : 1;
}

function endOf(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => child.once('close', resolve));
}

async function untilReady(port: number): Promise<boolean> {
  for (let tries = 0; tries < 100; tries += 1) {
    const answer = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => null);
    if (answer?.ok) return true;
    await delay(300);
  }
  return false;
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => probe.once('listening', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

function sh(command: string, env: Record<string, string> = {}): void {
  const { status } = spawnSync(command, {
    shell: true,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, ...env },
  });
  if (status === 0) return;
  console.error(`✘ ${command.slice(0, 200)}`);
  process.exit(1);
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
