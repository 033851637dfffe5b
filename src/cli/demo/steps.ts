import { spawn, type ChildProcess } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { text } from 'node:stream/consumers';
import { fault, refusal, type ErrorFacts, type HeirloomError } from '../../base/errors.ts';
import { childEnvironment } from '../../config/env.ts';
import type { LineageEdgeFields, LineageNode } from '../../client/generated/operations.ts';
import { OWNER_INVITATION_FILE } from '../../hub/context/open-hub.ts';
import { lineageTreeLines } from '../lineage-tree.ts';

const PROGRAM = fileURLToPath(new URL('../../main.ts', import.meta.url)).replace(
  /\.ts$/,
  path.extname(fileURLToPath(import.meta.url)),
);

interface StartedHub {
  readonly url: string;
  readonly database: string;
  readonly seconds: number;
  readonly ownerInvitation: string | null;
}

/** The demo's steps: every one is the product's own command in a process of its own, with an account of its own. */
export class Steps implements AsyncDisposable {
  readonly #dataFolder: string;
  readonly #signal: AbortSignal;
  #hub: ChildProcess | null = null;
  #url = '';

  constructor(dataFolder: string, signal: AbortSignal) {
    this.#dataFolder = dataFolder;
    this.#signal = signal;
  }

  async startHub(port: string, trusted: readonly string[]): Promise<StartedHub> {
    const startedAt = performance.now();
    await mkdir(this.#dataFolder, { recursive: true });
    const data = path.join(this.#dataFolder, 'hub');
    const words = [
      'hub',
      '--data',
      data,
      '--port',
      port,
      '--torrent-port',
      '0',
      ...trusting(trusted),
      '--json',
    ];
    this.#hub = this.#spawn('owner', words);
    const started = await firstDocument<{ url: string; database: string }>(this.#hub);
    this.#url = started.url;
    const invitation = await readFile(path.join(data, OWNER_INVITATION_FILE), 'utf8').catch(() => null);
    return {
      ...started,
      seconds: (performance.now() - startedAt) / 1000,
      ownerInvitation: invitation?.trim() ?? null,
    };
  }

  /** Logs an account in, unless an earlier demo in the same folder did. */
  async join(account: string, code: string | null): Promise<void> {
    if (code === null || (await this.#hasJoined(account))) return;
    const name = account === 'owner' ? ['--name', 'owner'] : [];
    await this.#run(account, ['login', this.#url, '--invite', code, ...name]);
    await writeFile(this.#joinedMark(account), '');
  }

  async invite(name: string, role: string): Promise<string | null> {
    if (await this.#hasJoined(name)) return null;
    return (await this.command<{ code: string }>('owner', ['invite', name, '--role', role])).code;
  }

  /** Runs one command with --json against the demo's hub and answers its document. */
  async command<Document>(account: string, words: readonly string[]): Promise<Document> {
    return JSON.parse(await this.#run(account, [...words, '--hub', this.#url])) as Document;
  }

  startRunner(account: string, trusted: readonly string[]): AsyncDisposable {
    const child = this.#spawn(account, [
      'runner',
      '--hub',
      this.#url,
      ...trusting(trusted),
      '--log-level',
      'error',
    ]);
    return { [Symbol.asyncDispose]: () => stopped(child) };
  }

  /** The trees of several models, drawn as `heirloom lineage` draws one. */
  async lineage(references: readonly string[]): Promise<string[]> {
    const nodes = new Map<string, LineageNode>();
    const edges: LineageEdgeFields[] = [];
    for (const reference of references) {
      const graph = await this.command<{ nodes: LineageNode[]; edges: LineageEdgeFields[] }>('mnist', [
        'lineage',
        reference,
      ]);
      for (const node of graph.nodes) nodes.set(node.id, node);
      edges.push(...graph.edges);
    }
    return lineageTreeLines({ nodes, edges });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#hub) await stopped(this.#hub);
  }

  async #run(account: string, words: readonly string[]): Promise<string> {
    const child = this.#spawn(account, [...words, '--json']);
    const [output, complaint, code] = await Promise.all([
      text(child.stdout!),
      text(child.stderr!),
      ended(child),
    ]);
    if (code === 0) return output;
    throw stepError(words, output || complaint, code);
  }

  #spawn(account: string, words: readonly string[]): ChildProcess {
    const home = path.join(this.#dataFolder, 'accounts', account);
    const env = { ...childEnvironment(), HEIRLOOM_HOME: home };
    // A process group of its own: Ctrl-C reaches the demo alone, which then stops the hub in order.
    const child = spawn(process.execPath, [PROGRAM, ...words], {
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    this.#signal.addEventListener('abort', () => child !== this.#hub && child.kill('SIGINT'), { once: true });
    return child;
  }

  #joinedMark(account: string): string {
    return path.join(this.#dataFolder, 'accounts', account, 'joined');
  }

  async #hasJoined(account: string): Promise<boolean> {
    return readFile(this.#joinedMark(account)).then(
      () => true,
      () => false,
    );
  }
}

function trusting(owners: readonly string[]): readonly string[] {
  return owners.flatMap((owner) => ['--trust', owner]);
}

/** The first JSON document a long-running command prints; its error when it ends before that. */
async function firstDocument<Document>(child: ChildProcess): Promise<Document> {
  let output = '';
  let complaint = '';
  child.stderr?.on('data', (chunk: Buffer) => (complaint = `${complaint}${chunk.toString()}`.slice(-2000)));
  for await (const chunk of child.stdout ?? []) {
    output += String(chunk);
    if (/^}$/m.test(output)) break;
  }
  child.stdout?.resume();
  if (/^}$/m.test(output) && child.exitCode === null) return JSON.parse(output) as Document;
  throw stepError(['hub'], output || complaint, await ended(child));
}

function ended(child: ChildProcess): Promise<number> {
  if (child.exitCode !== null) return Promise.resolve(child.exitCode);
  return new Promise((resolve) => child.once('close', (code) => resolve(code ?? 1)));
}

const PATIENCE_MS = 15_000;

async function stopped(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const over = ended(child);
  child.kill('SIGINT');
  const impatience = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS);
  await over;
  clearTimeout(impatience);
}

// The step's own code decides the demo's: 2 for a refusal, 1 for everything else.
function stepError(words: readonly string[], output: string, code: number): HeirloomError {
  const { error } = parsed(output);
  const make = code === 2 ? refusal : fault;
  const message = `heirloom ${words.slice(0, 2).join(' ')}: ${error?.message ?? output.trim().slice(-500)}`;
  return make(error?.code ?? 'CLI_STEP_FAILED', message, error ?? {});
}

interface StepAnswer {
  readonly error?: ErrorFacts & { readonly code: string; readonly message: string };
}

function parsed(output: string): StepAnswer {
  try {
    return JSON.parse(output) as StepAnswer;
  } catch {
    return {};
  }
}
