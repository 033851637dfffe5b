/**
 * Imports a listing of generated models into an embedded PostgreSQL and prints models a second; `node bench/import.ts`,
 * or with a count. Beside it the time of PostgreSQL's own COPY of the very rows that came of it, indexes and all.
 */
import { createWriteStream, readdirSync, readFileSync } from 'node:fs';
import { chmod, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Client } from 'pg';
import { systemClock } from '../src/base/clock.ts';
import { boundedLines } from '../src/hub/import/bounded-lines.ts';
import { importFiles, type ImportOptions, type ImportProgress } from '../src/hub/import/import-files.ts';
import { modelRows } from '../src/hub/import/row-kinds.ts';
import { readModelRow } from '../src/import/read-model-row.ts';
import {
  openEmbeddedPostgres,
  type EmbeddedConnection,
} from '../src/store/embedded/open-embedded-postgres.ts';
import { openStore } from '../src/store/open-store.ts';

const COUNT = Number(process.argv[2] ?? 50_000);
const TABLES = [
  'checkpoint',
  'checkpoint_facet',
  'imported_model',
  'imported_digest',
  'imported_edge',
  'lineage_edge',
  'lineage_rebuild',
];

const TICKS_PER_SECOND = 100;
const FAMILIES = ['Llama-3', 'Qwen2.5', 'Mistral', 'gemma-2', 'phi-4', 'DeepSeek-R1', 'SmolLM2', 'bert-base'];
const TUNES = [
  'Instruct',
  'GGUF',
  'lora',
  'AWQ',
  'chat',
  'coder',
  'medical',
  'german',
  'roleplay',
  'math',
  'sft',
];
const PLAIN_FILES = [
  '.gitattributes',
  'README.md',
  'config.json',
  'generation_config.json',
  'model.safetensors.index.json',
  'special_tokens_map.json',
  'tokenizer.json',
  'tokenizer_config.json',
];

const folder = await mkdtemp(path.join(tmpdir(), 'heirloom-import-'));
// The server runs as another user where this is root's; where it can't enter, its files would stay behind elsewhere.
await chmod(folder, 0o711);
try {
  await bench();
} finally {
  await rm(folder, { recursive: true, force: true });
}

async function bench(): Promise<void> {
  const file = path.join(folder, 'models.jsonl');
  await pipeline(listing(COUNT), createWriteStream(file));
  console.log(`${COUNT} models, ${((await stat(file)).size / 1e6).toFixed(0)} MB`);
  const dataFolder = path.join(folder, 'data');
  await using postgres = await openEmbeddedPostgres({ dataFolder, log: () => undefined });
  await using opened = await openStore(postgres.connection, 0);
  const watch = stopwatch(postgres.pid);
  await readAll(file);
  watch('reading alone');
  const options = { files: [file], source: 'huggingface.co', crawledAt: null, isComplete: false };
  const said: ImportOptions = { ...options, report: path.join(folder, 'report.jsonl') };
  const importOnce = (name: string) => {
    let isPlacing = false;
    const onProgress = ({ placed }: ImportProgress) => {
      if (placed !== null && !isPlacing) watch(name);
      isPlacing ||= placed !== null;
    };
    return importFiles({ store: opened.store, onProgress }, said, modelRows(said, systemClock));
  };
  await importOnce('importing, all new');
  watch('placing in the graph');
  await importOnce('importing again, all known');
  watch('');
  await copySame(postgres.connection, watch);
}

/** Prints wall time and CPU time (this program's and the server's processes', Linux) since it was last asked. */
function stopwatch(serverPid: number): (name: string) => void {
  let [wall, own, server] = [performance.now(), process.cpuUsage(), cpuSeconds(serverPid)];
  return (name) => {
    const used = process.cpuUsage(own);
    const seconds = (performance.now() - wall) / 1000;
    const cpu = (used.user + used.system) / 1e6 + cpuSeconds(serverPid) - server;
    if (name !== '')
      console.log(
        `${name.padEnd(28)} ${seconds.toFixed(2)} s, ${cpu.toFixed(2)} s of CPU (${((used.user + used.system) / 1e6).toFixed(2)} s here)   ` +
          `${Math.round(COUNT / seconds)} models/s, ${Math.round(COUNT / cpu)} a second of CPU`,
      );
    [wall, own, server] = [performance.now(), process.cpuUsage(), cpuSeconds(serverPid)];
  };
}

function cpuSeconds(serverPid: number): number {
  let ticks = 0;
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    const fields = statOf(pid);
    if (Number(pid) === serverPid || Number(fields[1]) === serverPid)
      ticks += Number(fields[11]) + Number(fields[12]);
  }
  return ticks / TICKS_PER_SECOND;
}

// Behind the name in brackets, which may hold spaces: state, parent, … user and system time (man 5 proc).
function statOf(pid: string): readonly string[] {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
  } catch {
    return [];
  }
}

async function readAll(file: string): Promise<void> {
  for await (const lines of boundedLines(file, () => undefined))
    for (const { bytes } of lines) if (bytes) readModelRow(bytes);
}

// The rows go out and in as one file a table; the tables they go into have the same columns and indexes.
async function copySame(connection: EmbeddedConnection, watch: (name: string) => void): Promise<void> {
  const client = new Client(connection);
  await client.connect();
  await client.query('INSERT INTO lineage_rebuild (checkpoint_id) SELECT id FROM checkpoint');
  const { rows } = await client.query(`SELECT current_setting('data_directory') AS place`);
  const fileOf = (table: string) => `${rows[0].place}/${table}.copy`;
  for (const table of TABLES) {
    await client.query(`COPY (SELECT * FROM ${table} ORDER BY 1) TO '${fileOf(table)}'`);
    await client.query(`CREATE TABLE copied_${table} (LIKE ${table} INCLUDING ALL)`);
  }
  watch('');
  for (const table of TABLES) await client.query(`COPY copied_${table} FROM '${fileOf(table)}'`);
  watch('COPY of the same rows');
  await client.end();
}

/** Rows as the API gives them: a dozen files of which two are large, tags, a card, and mostly one parent. */
function* listing(count: number): Generator<string> {
  for (let i = 0; i < count; i++) yield `${JSON.stringify(rowOf(i))}\n`;
}

function rowOf(i: number) {
  const id = nameOf(i);
  const parent = i % 10 < 6 && i > 10 ? nameOf(Math.floor(i / (2 + (i % 7)))) : null;
  const kind = ['finetune', 'adapter', 'quantized', 'finetune'][i % 4];
  return {
    _id: i.toString(16).padStart(24, '0'),
    id,
    author: id.split('/')[0],
    sha: hexOf(i, 40),
    lastModified: '2026-01-02T03:04:05.000Z',
    createdAt: '2025-12-02T03:04:05.000Z',
    private: false,
    gated: i % 50 === 0 ? 'auto' : false,
    downloads: (i * 7919) % 10_000,
    likes: i % 30,
    pipeline_tag: 'text-generation',
    library_name: 'transformers',
    tags: [
      'transformers',
      'safetensors',
      'llama',
      'text-generation',
      'conversational',
      'en',
      'license:apache-2.0',
      'autotrain_compatible',
      'text-generation-inference',
      'endpoints_compatible',
      'region:us',
      'arxiv:2305.18290',
      ...(parent ? [`base_model:${parent}`, `base_model:${kind}:${parent}`] : []),
    ],
    cardData: {
      license: 'apache-2.0',
      language: ['en'],
      ...(parent && { base_model: [parent] }),
      datasets: ['a/b'],
    },
    config: {
      architectures: ['LlamaForCausalLM'],
      model_type: 'llama',
      tokenizer_config: { eos_token: '</s>' },
    },
    safetensors: { parameters: { BF16: 8_030_261_248 }, total: 8_030_261_248 },
    siblings: [
      ...PLAIN_FILES.map((rfilename) => ({ rfilename, size: 1_000, blobId: hexOf(i, 40) })),
      ...[0, 1].map((n) => ({
        rfilename: `model-0000${n + 1}-of-00002.safetensors`,
        size: 5_000_000_000,
        blobId: hexOf(i + n, 40),
        lfs: { sha256: hexOf(2 * i + n, 64), size: 5_000_000_000, pointerSize: 135 },
      })),
    ],
  };
}

// Names of a few words each, most of which other names have too.
function nameOf(i: number): string {
  const word = (words: readonly string[], n: number) => words[n % words.length];
  const model = [
    word(FAMILIES, i),
    `${(i % 70) + 1}B`,
    word(TUNES, Math.floor(i / 7)),
    `v${Math.floor(i / 500)}`,
  ];
  return `owner${Math.floor(i / 3) % 5_000}x${i % 500}/${model.join('-')}`;
}

function hexOf(i: number, digits: number): string {
  return ((i + 1) * 2_654_435_761).toString(16).padStart(16, '0').repeat(4).slice(0, digits);
}
