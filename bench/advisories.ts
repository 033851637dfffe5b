/**
 * How long an advisory takes to reach everything: `node bench/advisories.ts [--descendants 10000] [--files 500]`. A hub in a
 * process of its own with the embedded PostgreSQL, durable; a checkpoint with so many descendants by all kinds of edges, four
 * deep; a receiver that answers its first delivery with 500. Then an audit of so many files, twice.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { advisorySubject } from '../src/attestation/advisory-subject.ts';
import { digestOf, parseDigest } from '../src/base/digest.ts';
import { concernsOfFiles, createWebhook } from '../src/client/generated/operations.ts';
import { signAndSubmit } from '../src/client/session.ts';
import { DrillGround } from '../test/drills/hub-process.ts';
import { publishSelf, smallSafetensors } from '../test/support/publishing.ts';
import { openReceiver } from '../test/support/webhook-receiver.ts';

const { values } = parseArgs({
  options: {
    descendants: { type: 'string', default: '10000' },
    files: { type: 'string', default: '500' },
  },
});
const [descendants, files] = [Number(values.descendants), Number(values.files)];
const FILE_BYTES = 1 << 20;

await using ground = await DrillGround.open();
await ground.startHub([], { HEIRLOOM_WEBHOOK_PRIVATE: 'on' });
const owner = await ground.joinOwner();
const ada = await ground.join(owner, 'ada');
const bea = await ground.join(owner, 'bea');
await publishSelf(ada, { model: 'ada/base', files: { 'model.safetensors': smallSafetensors(1) } });
await publishSelf(bea, { model: 'bea/many', files: { 'model.safetensors': smallSafetensors(2) } });
await growFamily();
await using receiver = await openReceiver();
receiver.answer = (response, nth) => void response.writeHead(nth === 1 ? 500 : 204).end();
const hook = { url: receiver.url, events: ['checkpoint.affected'], watched: [] };
await bea.client.act(createWebhook, hook);

const startedAt = performance.now();
const sinceMs = () => `${Math.round(performance.now() - startedAt)} ms`;
const logIndex = await warn();
console.log(`accepted after ${sinceMs()}`);
const told = hearDeliveries();
const listed = await listAffected();
console.log(`${listed.size} affected checkpoints listed, 100 a page, after ${sinceMs()}`);
await told;
await counted();
await timePage();
await auditFolder();

async function hearDeliveries(): Promise<void> {
  await receiver.until(1);
  console.log(`first delivery, answered with 500, after ${sinceMs()}`);
  await receiver.until(2);
  console.log(`delivered after ${sinceMs()}`);
}

async function warn(): Promise<number> {
  const { checkpoint } = await ada.client.ask<{ checkpoint: { coreDigest: string } }>(
    '{ checkpoint(reference: "ada/base") { coreDigest } }',
  );
  const affected = [{ of: 'CHECKPOINT' as const, digest: parseDigest(checkpoint.coreDigest) }];
  const words = { title: 'bench', text: 'bench', remedy: null, references: [] };
  const body = { ...words, severity: 'HIGH' as const, kind: 'SECURITY' as const, affected };
  return (await signAndSubmit(ada, 'advisory', advisorySubject(body), body)).statement.logIndex;
}

interface Page {
  readonly advisory: {
    readonly affectedCount: number | null;
    readonly affected: {
      readonly nodes: readonly { readonly checkpoint: { readonly id: string } }[];
      readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
    };
  };
}

async function listAffected(): Promise<ReadonlySet<string>> {
  const ids = new Set<string>();
  for (let after: string | null = null; ;) {
    const { advisory }: Page = await bea.client.ask<Page>(
      `query ($id: ID!, $after: String) { advisory(id: $id) { affectedCount affected(first: 100, after: $after) {
         nodes { checkpoint { id } } pageInfo { hasNextPage endCursor } } } }`,
      { id: `Advisory:${logIndex}`, after },
    );
    for (const { checkpoint } of advisory.affected.nodes) ids.add(checkpoint.id);
    if (!advisory.affected.pageInfo.hasNextPage) return ids;
    after = advisory.affected.pageInfo.endCursor;
  }
}

async function counted(): Promise<void> {
  for (;;) {
    const { advisory } = await bea.client.ask<Page>(
      `{ advisory(id: "Advisory:${logIndex}") { affectedCount affected(first: 1) { nodes { checkpoint { id } } pageInfo { hasNextPage endCursor } } } }`,
    );
    if (advisory.affectedCount !== null) return console.log(`counted: ${advisory.affectedCount}`);
    await sleep(100);
  }
}

async function timePage(): Promise<void> {
  const times: number[] = [];
  for (let i = 0; i < 20; i++) {
    const at = performance.now();
    await bea.client.ask(
      '{ search(first: 100) { nodes { name advisories { depth because advisory { title } } } } }',
    );
    times.push(performance.now() - at);
  }
  console.log(`advisories of a page of 100 found checkpoints: median ${median(times)} ms`);
}

async function auditFolder(): Promise<void> {
  const folder = path.join(ground.root, 'models');
  const digests = await fillFolder(folder);
  for (const word of ['first', 'again']) {
    const at = performance.now();
    const { code, output } = await ground.run(['audit', folder, '--hub', ground.hubUrl, '--json'], bea.home);
    const { found, bytesRead } = JSON.parse(output) as { found: { files: unknown[] }[]; bytesRead: number };
    const hits = found.reduce((sum, one) => sum + one.files.length, 0);
    const took = Math.round(performance.now() - at);
    console.log(
      `audit ${word}: ${files} files, ${bytesRead} bytes read, ${hits} hits, exit ${code}, ${took} ms`,
    );
  }
  const times: number[] = [];
  for (let i = 0; i < 5; i++) {
    const at = performance.now();
    await bea.client.ask(concernsOfFiles, { digests });
    times.push(performance.now() - at);
  }
  console.log(`its question alone: median ${median(times)} ms`);
}

function median(times: readonly number[]): string {
  return (times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0).toFixed(1);
}

/** Copies of one published checkpoint, ten under each; placed by the hub's own work, as after an import. */
async function growFamily(): Promise<void> {
  await ground.rows(`
    CREATE TEMP TABLE born ON COMMIT DROP AS
      SELECT i, nextval('checkpoint_id_seq') AS id FROM generate_series(0, ${descendants - 1}) AS i;
    INSERT INTO checkpoint
      SELECT (jsonb_populate_record(c, jsonb_build_object(
               'id', b.id, 'digest', 'sha256:' || encode(sha256(b.id::text::bytea), 'hex'),
               'core_digest', 'sha256:' || encode(sha256(('core' || b.id)::bytea), 'hex')))).*
        FROM born b, checkpoint c JOIN model m ON m.id = c.model_id WHERE m.name = 'bea/many';
    INSERT INTO checkpoint_facet
      SELECT (jsonb_populate_record(f, jsonb_build_object('checkpoint_id', b.id))).*
        FROM born b, checkpoint_facet f WHERE f.name = 'bea/many';
    INSERT INTO lineage_edge (child_id, parent_id, kind)
      SELECT b.id, coalesce(p.id, (SELECT c.id FROM checkpoint c JOIN model m ON m.id = c.model_id WHERE m.name = 'ada/base')),
             (ARRAY['FINE_TUNE', 'ADAPTER', 'MERGE', 'QUANTIZATION', 'DISTILLATION', 'PRUNING'])[1 + b.i % 6]
        FROM born b LEFT JOIN born p ON p.i = b.i / 10 - 1;
    INSERT INTO lineage_rebuild (checkpoint_id) SELECT id FROM born`);
  const left = async () =>
    (await ground.rows<{ n: number }>('SELECT count(*)::int AS n FROM lineage_rebuild'))[0]?.n ?? 0;
  while ((await left()) > 0) await sleep(500);
}

/** Files whose digests stand for weights of every twentieth descendant. */
async function fillFolder(folder: string): Promise<readonly string[]> {
  await mkdir(folder);
  const digests: string[] = [];
  for (let i = 0; i < files; i++) {
    const bytes = Buffer.alloc(FILE_BYTES, `${i}|`);
    await writeFile(path.join(folder, `${i}.safetensors`), bytes);
    digests.push(digestOf(bytes));
  }
  await ground.rows(`
    CREATE TEMP TABLE held ON COMMIT DROP AS
      SELECT i, digest FROM unnest(ARRAY[${digests.map((digest) => `'${digest}'`).join()}]) WITH ORDINALITY AS d(digest, i);
    INSERT INTO artifact
      SELECT (jsonb_populate_record(a, jsonb_build_object('digest', h.digest, 'infohash', NULL))).*
        FROM held h, artifact a WHERE a.digest = '${digestOf(smallSafetensors(2))}';
    INSERT INTO checkpoint_artifact (checkpoint_id, path, position, role, digest, state)
      SELECT c.id, h.i || '.safetensors', h.i, 'WEIGHTS', h.digest, 'VERIFIED'
        FROM held h JOIN (SELECT id, row_number() OVER (ORDER BY id) AS i FROM checkpoint WHERE published_by =
          (SELECT id FROM contributor WHERE name = 'bea')) c ON c.i = h.i * ${Math.max(1, Math.floor(descendants / files))}`);
  return digests;
}
