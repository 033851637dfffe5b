import { spawn, type ChildProcess } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';
import { factsOf } from '../../src/store/embedded/process-facts.ts';
import { readPostmasterFile } from '../../src/store/embedded/postmaster-file.ts';
import type { Role } from '../../src/attestation/role.ts';
import { signerOf } from '../../src/attestation/key.ts';
import { inviteContributor } from '../../src/client/generated/operations.ts';
import { AnyClient } from '../support/any-client.ts';
import { login } from '../../src/client/login.ts';
import type { SelfMember } from '../support/test-hub.ts';

const PROGRAM = fileURLToPath(new URL('../../bin/heirloom.js', import.meta.url));

/** A place for one drill: a data folder, homes, and everything that was started in it; nothing outlives it. */
export class DrillGround implements AsyncDisposable {
  readonly root: string;
  readonly dataFolder: string;
  readonly #rooms = new AsyncDisposableStack();
  #port = 0;
  #torrentPort = 0;

  private constructor(root: string) {
    this.root = root;
    this.dataFolder = path.join(root, 'data');
  }

  static async open(below = tmpdir()): Promise<DrillGround> {
    const root = await mkdtemp(path.join(below, 'heirloom-drill-'));
    // Root's PostgreSQL runs as another user, who must be able to pass.
    await chmod(root, 0o711);
    const ground = new DrillGround(root);
    ground.defer(() => rm(root, { recursive: true, force: true, maxRetries: 5 }));
    ground.defer(() => ground.stopOrphan());
    return ground;
  }

  defer(act: () => unknown): void {
    this.#rooms.defer(async () => void (await act()));
  }

  get hubUrl(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** Starts a command of the real program; it is killed when the drill ends. */
  start(
    words: readonly string[],
    home: string = this.root,
    env: Readonly<Record<string, string>> = {},
  ): ChildProcess {
    const { PATH } = process.env;
    const child = spawn(process.execPath, [PROGRAM, ...words], {
      cwd: this.root,
      env: { PATH, HOME: home, HEIRLOOM_HOME: home, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.defer(() => kill(child));
    return child;
  }

  /** Runs a command of the real program to its end. */
  async run(words: readonly string[], home?: string) {
    const child = this.start(words, home);
    const ended = once(child, 'close');
    const [output, complaint] = await Promise.all([text(child.stdout!), text(child.stderr!)]);
    const [code] = (await ended) as [number | null];
    return { code, output, complaint };
  }

  /** Starts the hub and waits until it answers; every start after the first takes the same ports. */
  async startHub(
    more: readonly string[] = [],
    env: Readonly<Record<string, string>> = {},
  ): Promise<ChildProcess> {
    this.#port ||= await portToKeep();
    this.#torrentPort ||= await portToKeep();
    const ports = ['--port', String(this.#port), '--torrent-port', String(this.#torrentPort)];
    const words = ['hub', '--data', this.dataFolder, ...ports, '--no-runner', '--json', ...more];
    const hub = this.start(words, this.root, env);
    let said = '';
    hub.stdout!.on('data', (chunk: Buffer) => (said += chunk.toString()));
    hub.stderr!.resume();
    while (!said.includes('}')) {
      if (hub.exitCode !== null || hub.signalCode !== null) throw new Error(`the hub ended: ${said}`);
      await Promise.race([once(hub.stdout!, 'data'), once(hub, 'close')]);
    }
    const { url, torrentPort } = JSON.parse(said) as { url: string; torrentPort: number };
    this.#port = Number(new URL(url).port);
    this.#torrentPort = torrentPort;
    return hub;
  }

  async joinOwner(): Promise<SelfMember> {
    const code = (await readFile(path.join(this.dataFolder, 'owner-invitation'), 'utf8')).trim();
    return this.#join(code, 'olga');
  }

  async join(owner: SelfMember, name: string, role: Role = 'CONTRIBUTOR'): Promise<SelfMember> {
    const invited = await owner.client.act(inviteContributor, { name, role });
    return this.#join(invited.code, name);
  }

  async #join(code: string, name: string): Promise<SelfMember> {
    const home = await mkdtemp(path.join(this.root, `home-${name}-`));
    const account = await login({ hub: this.hubUrl, code, name, home });
    const client = new AnyClient(this.hubUrl, account.token);
    const signer = signerOf(Buffer.from(account.seed ?? '', 'base64url'));
    return { name, token: account.token, client, account, home, signer };
  }

  /** Asks the hub's own database, whatever the hub does. */
  async rows<Row>(sql: string): Promise<Row[]> {
    const home = path.join(this.dataFolder, 'postgres');
    const password = (await readFile(path.join(home, 'password'), 'utf8')).trim();
    const file = await readPostmasterFile(path.join(home, 'data'));
    const client = new Client({ host: file?.socketFolder, port: 5432, user: 'heirloom', password });
    client.on('error', () => undefined);
    await client.connect();
    try {
      return (await client.query(sql)).rows as Row[];
    } finally {
      await client.end();
    }
  }

  async postmasterPid(): Promise<number> {
    return (await readPostmasterFile(path.join(this.dataFolder, 'postgres', 'data')))?.pid ?? 0;
  }

  /** Stops the database that a killed hub left; nothing where there is none. */
  async stopOrphan(): Promise<void> {
    const pid = await this.postmasterPid();
    const facts = pid > 0 ? await factsOf(pid) : undefined;
    if (!facts?.commandLine.includes(this.root)) return;
    process.kill(pid, 'SIGQUIT');
    while (await factsOf(pid)) await new Promise((resolve) => setTimeout(resolve, 20));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#rooms.disposeAsync();
  }
}

/** A free port of those that no system gives of itself: nobody has got it by the time a killed hub comes back. */
async function portToKeep(): Promise<number> {
  for (;;) {
    const port = randomInt(20_000, 32_000);
    const server = createServer().listen(port, '127.0.0.1');
    const isFree = await once(server, 'listening').then(
      () => true,
      () => false,
    );
    if (!isFree) continue;
    server.close();
    await once(server, 'close');
    return port;
  }
}

/** kill -9, and the certainty that it is gone. */
export async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}

/** An orderly stop, as Ctrl-C asks for it. */
export async function stop(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  const [code] = (await gone) as [number | null];
  return code;
}
