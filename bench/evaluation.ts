/**
 * What a job costs beyond its run: `node bench/evaluation.ts [--jobs 1000] [--runners 4] [--items 100]`. A hub, and
 * so many runners, each a program of its own with a sandbox; beside them the same model over the same items by
 * onnxruntime-node in one process. The model is the trained MNIST network of the reference data (HEIRLOOM_TEST_DATA),
 * or a small one where that is not at hand. Rate and ratio are of the jobs after the first tenth.
 */
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { parseDigest } from '../src/base/digest.ts';
import { registerProtocol, requestEvaluation } from '../src/client/generated/operations.ts';
import { signAndSubmit } from '../src/client/session.ts';
import { DrillGround } from '../test/drills/hub-process.ts';
import { mnistDataset, mnistProtocol, referenceCheckpoint } from '../test/runner/job-fixture.ts';
import { tinyModel } from '../test/runner/tiny-onnx.ts';
import { publishSelf, upload } from '../test/support/publishing.ts';
import type { SelfMember } from '../test/support/test-hub.ts';
import { cpuOf, perJob } from './evaluation/cpu.ts';
import { plainSeconds } from './evaluation/plain.ts';

const { values } = parseArgs({
  options: {
    jobs: { type: 'string', default: '1000' },
    runners: { type: 'string', default: '4' },
    items: { type: 'string', default: '100' },
  },
});
const [jobs, runners, items] = [Number(values.jobs), Number(values.runners), Number(values.items)];
const reference = referenceCheckpoint('mnist-base-e2.onnx');
const model = reference === null ? tinyModel() : readFileSync(reference);

await using ground = await DrillGround.open();
const hub = await ground.startHub();
const owner = await ground.joinOwner();
const ada = await ground.join(owner, 'ada');
const protocol = await publish(ada);
for (let i = 0; i < jobs; i++) await request(ada, protocol);
const pids: number[] = [];
for (let i = 0; i < runners; i++) {
  const { home } = await ground.join(owner, `runner-${i}`, 'EVALUATOR');
  const words = ['--hub', ground.hubUrl, '--http-only', '--trust', 'ada', '--log-level', 'warn'];
  const runner = ground.start(['runner', ...words], home);
  runner.stdout!.resume();
  runner.stderr!.pipe(process.stderr);
  pids.push(runner.pid ?? 0);
}
const warmUp = Math.ceil(jobs / 10);
await done(warmUp);
const startedAt = performance.now();
const counted = await countDone();
const postmaster = await ground.postmasterPid();
const before = cpuOf(hub.pid ?? 0, postmaster, pids);
await done(jobs);
const seconds = (performance.now() - startedAt) / 1000;
const after = cpuOf(hub.pid ?? 0, postmaster, pids);
const msPerJob = (seconds / (jobs - counted)) * 1000;
const plain = (await plainSeconds(model, items)) * 1000;
const rows = await ground.rows<{ phase: string; ms: number }>(
  `SELECT 'in hand' AS phase, avg(extract(epoch FROM r.ran_at - j.leased_at) * 1000)::float8 AS ms
     FROM evaluation_job j JOIN run r ON r.log_index = j.run_log_index`,
);
console.log(`${jobs} jobs of ${items} items over ${runners} runners, ${model.byteLength} bytes of model`);
console.log(`  ${((jobs - counted) / seconds).toFixed(1)} jobs/s, ${msPerJob.toFixed(1)} ms a job`);
for (const { phase, ms } of rows) console.log(`  ${phase}: ${ms.toFixed(0)} ms a job, by one of ${runners}`);
console.log(`  plain onnxruntime-node: ${plain.toFixed(1)} ms a job; ratio ${(msPerJob / plain).toFixed(2)}`);
console.log(`  processor a job: ${perJob(before, after, jobs - counted)}`);

async function publish(member: SelfMember) {
  const dataset = mnistDataset(items);
  await upload(member, 'dataset.safetensors', dataset.bytes);
  const body = {
    dataset: 'ada/digits',
    license: 'CC0-1.0',
    path: 'dataset.safetensors',
    sizeBytes: dataset.bytes.byteLength,
  };
  await signAndSubmit(member, 'dataset', { name: 'ada/digits', digest: dataset.digest }, body);
  await publishSelf(member, { model: 'ada/net', files: { 'model.onnx': model } });
  const answer = await member.client.act(registerProtocol, {
    body: mnistProtocol(dataset.digest, items),
  });
  return parseDigest(answer.protocol.digest);
}

async function request({ client }: SelfMember, digest: string): Promise<void> {
  const input = { checkpoint: 'ada/net', protocol: digest, evaluators: 1 };
  await client.act(requestEvaluation, { input });
}

async function countDone(): Promise<number> {
  const sql = `SELECT count(*)::int AS count FROM evaluation_job WHERE state = 'DONE'`;
  return (await ground.rows<{ count: number }>(sql))[0]?.count ?? 0;
}

async function done(count: number): Promise<void> {
  while ((await countDone()) < count) await sleep(100);
}
