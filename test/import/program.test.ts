import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { expect, test } from 'vitest';
import { digestOf } from '../../src/base/digest.ts';
import { attachEmbeddedPostgres } from '../../src/store/embedded/attach-embedded-postgres.ts';
import { DrillGround } from '../drills/hub-process.ts';
import { openImporting } from './importing.ts';

test('a hub’s operator imports beside the running hub, and files have names on the first day', async () => {
  await using ground = await DrillGround.open();
  await ground.startHub();
  const bytes = Buffer.from('the weights of somebody else');
  const rows = [
    {
      id: 'far/away',
      siblings: [{ rfilename: 'model.gguf', lfs: { sha256: digestOf(bytes).slice(7), size: 28 } }],
    },
    { id: 'far/child', tags: ['base_model:quantized:far/away'] },
  ];
  const file = path.join(ground.root, 'models.jsonl');
  await writeFile(file, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
  const imported = await ground.run(['import', 'huggingface', file, '--data', ground.dataFolder]);
  expect(imported).toMatchObject({ code: 0, complaint: '' });
  expect(imported.output).toContain('✔ imported   2 rows');
  await writeFile(path.join(ground.root, 'unknown.gguf'), bytes);
  const identified = await ground.run(['identify', 'unknown.gguf', '--hub', ground.hubUrl]);
  expect(identified.code).toBe(0);
  expect(identified.output).toContain('huggingface.co:far/away   model.gguf');
  const lineage = await ground.run(['lineage', 'huggingface.co:far/child', '--hub', ground.hubUrl]);
  expect(lineage.output).toContain('far/away');
});

test('what is left out ends in exit code 2 and a report; a wrong command in a refusal', async () => {
  await using ground = await DrillGround.open();
  const file = path.join(ground.root, 'models.jsonl');
  await writeFile(file, '{"id":"a/b"}\nno json\n');
  const data = ['--data', ground.dataFolder];
  const imported = await ground.run(['import', 'huggingface', file, ...data, '--create', '--json']);
  expect(imported.code).toBe(2);
  expect(JSON.parse(imported.output)).toMatchObject({
    leftOut: 1,
    graph: { listed: 1 },
    report: `${file}.report.jsonl`,
  });
  const again = path.join(ground.root, 'good.jsonl');
  await writeFile(again, '{"id":"a/b"}\n');
  const good = await ground.run(['import', 'huggingface', again, ...data, '--json']);
  expect(JSON.parse(good.output)).toMatchObject({ leftOut: 0, report: null });
  const report = await readFile(`${file}.report.jsonl`, 'utf8');
  expect(JSON.parse(report)).toMatchObject({ file: 'models.jsonl', line: 2, code: 'IMPORT_NOT_JSON' });
  for (const words of [
    ['huggingface', '/no/such/file'],
    ['huggingface', file, '--crawled', 'soon'],
    ['huggingface', file, '--namespace', 'a b'],
  ])
    expect((await ground.run(['import', ...words, ...data])).code).toBe(2);
});

test('a folder of no hub is refused and left as it is, unless a hub’s database is wanted there', async () => {
  await using ground = await DrillGround.open();
  const file = path.join(ground.root, 'models.jsonl');
  await writeFile(file, '{"id":"a/b"}\n');
  const elsewhere = path.join(ground.root, 'not-yet');
  const words = ['import', 'huggingface', file, '--data', elsewhere];
  const refused = await ground.run(words);
  expect(refused.code).toBe(2);
  expect(refused.complaint).toContain('STORE_EMBEDDED_NO_HUB');
  expect(refused.complaint).toContain('a folder that a hub was started on');
  expect(refused.complaint).toContain('--create');
  expect(existsSync(elsewhere)).toBe(false);
  expect((await ground.run([...words, '--create'])).code).toBe(0);
  const known = await ground.run(words);
  expect(known).toMatchObject({ code: 0, complaint: '' });
  expect(known.output).toContain('1 listed');
});

test('after kill -9 the same command goes on where it was, and ends with the same graph', async () => {
  await using ground = await DrillGround.open();
  await using whole = await openImporting();
  const file = path.join(ground.root, 'models.jsonl');
  await writeFile(file, await longListing());
  const words = ['import', 'huggingface', file, '--data', ground.dataFolder, '--create', '--json'];
  const killed = ground.start(words);
  await untilPosition(ground.dataFolder);
  killed.kill('SIGKILL');
  await once(killed, 'close');
  const resumed = await ground.run(words);
  const summary = JSON.parse(resumed.output) as { counts: object; wasResumed: boolean; graph: object };
  const unbroken = await whole.file('models', file);
  expect(summary).toMatchObject({
    wasResumed: true,
    counts: unbroken.counts,
    graph: await whole.store.imports.census(),
  });
  expect(await readFile(`${file}.report.jsonl`, 'utf8')).toBe(
    await readFile(path.join(whole.folder, 'report.jsonl'), 'utf8'),
  );
  const again = JSON.parse((await ground.run(words)).output) as { changes: number; wasResumed: boolean };
  expect(again).toMatchObject({ changes: 0, wasResumed: false });
  // Four imports, three of them with a database of their own, take most of a minute where other work is done beside.
}, 180_000);

const ROWS = 30_000;

/** Long enough to be killed in the middle, with something to report in every part. */
async function longListing(): Promise<string> {
  const lines: string[] = [];
  for (let i = 0; i < ROWS; i++) {
    const tags = i > 0 ? [`base_model:finetune:long/m${Math.floor(i / 3)}`] : [];
    lines.push(i % 1_000 === 500 ? 'no json' : JSON.stringify({ id: `long/m${i}`, likes: i, tags }));
  }
  return `${lines.join('\n')}\n`;
}

// The first batch is committed and the last is not: nothing to time, the row itself says so.
async function untilPosition(dataFolder: string): Promise<void> {
  for (;;) {
    const found = await positionIn(dataFolder).catch(() => 0);
    if (found > 0) return;
    await sleep(20);
  }
}

async function positionIn(dataFolder: string): Promise<number> {
  const client = new Client(await attachEmbeddedPostgres(dataFolder));
  client.on('error', () => undefined);
  await client.connect();
  try {
    const { rows } = await client.query('SELECT coalesce(max(line), 0)::int AS line FROM import_position');
    return rows[0].line as number;
  } finally {
    await client.end();
  }
}
