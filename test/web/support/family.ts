import { readFile } from 'node:fs/promises';
import type { Digest } from '../../../src/base/digest.ts';
import { checkpointBrief } from '../../../src/client/generated/operations.ts';
import { signAndSubmit } from '../../../src/client/session.ts';
import { complete, ITEMS, lease, registerMnist, requestRuns } from '../../support/evaluating.ts';
import { HOST_MARK, publishSelf, type Publication } from '../../support/publishing.ts';
import { openTestHub, type SelfMember, type TestHub } from '../../support/test-hub.ts';

/** A hub with the demo's family, a score that two evaluators reproduced, a disparity, a stub and a card. */
export async function openFamilyHub(): Promise<{ hub: TestHub; mnist: SelfMember }> {
  const hub = await openTestHub();
  const mnist = await hub.joinSelf('mnist');
  const publish = (publication: Publication) => publishSelf(mnist, { license: 'Apache-2.0', ...publication });
  await publish({ model: 'mnist/base', revision: 'e1', files: await demoFiles('base-e1') });
  await publish({
    model: 'mnist/base',
    revision: 'e2',
    files: await demoFiles('base-e2'),
    parents: [{ reference: 'mnist/base@e1', kind: 'CONTINUATION' }],
  });
  await publish({
    model: 'mnist/low-digits',
    files: await demoFiles('low-digits'),
    parents: [{ reference: 'mnist/base@e2', kind: 'FINE_TUNE' }],
  });
  await publish({
    model: 'mnist/low-digits-fp16',
    files: await demoFiles('low-digits-fp16'),
    parents: [{ reference: 'mnist/low-digits', kind: 'QUANTIZATION' }],
  });
  await publish({
    model: 'mnist/scratch',
    license: 'MIT',
    files: await demoFiles('scratch'),
    parents: [{ reference: 'huggingface.co:acme/digits', kind: 'DISTILLATION' }],
  });
  await score(hub, mnist);
  // Names and places come by the hub's own work: whoever asks twice has the same answer twice.
  await hub.background.idle();
  return { hub, mnist };
}

async function demoFiles(name: string): Promise<Publication['files']> {
  const read = (file: string) =>
    readFile(new URL(`../../../scripts/demo/checkpoints/${name}/${file}`, import.meta.url));
  const files = ['model.onnx', 'README.md', 'metadata.json'];
  return Object.fromEntries(await Promise.all(files.map(async (file) => [file, await read(file)] as const)));
}

async function score(hub: TestHub, mnist: SelfMember): Promise<void> {
  const { protocol, dataset } = await registerMnist(mnist);
  const reference = 'mnist/low-digits';
  const { checkpoint } = await mnist.client.ask(checkpointBrief, { reference });
  const subject = { name: reference, digest: checkpoint?.coreDigest as Digest };
  const claim = { protocol, metric: 'accuracy', value: '0.90', items: ITEMS, decimals: 2 };
  await signAndSubmit(mnist, 'claim', subject, { ...claim, margin: null, host: HOST_MARK });
  await requestRuns(mnist, reference, protocol, 2);
  for (const name of ['eve', 'fay']) {
    const evaluator = await hub.joinSelf(name, 'EVALUATOR');
    const held = await lease(evaluator);
    if (!held) throw new Error(`${name} got no job`);
    await complete(hub, evaluator, held, protocol);
  }
  await signAndSubmit(mnist, 'bias-report', subject, {
    dataset,
    protocol,
    attribute: 'digits',
    harms: ['quality-of-service'],
    groups: [
      { name: '0–4', k: 977, n: 1000 },
      { name: '5–9', k: 65, n: 1000 },
    ],
  } as never);
}
