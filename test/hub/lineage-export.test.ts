import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { lineageExport, type LineageFormat } from '../../src/client/generated/operations.ts';
import { runProgram } from '../cli/run-program.ts';
import { publishSelf, smallSafetensors } from '../support/publishing.ts';
import { openTestHub, type TestHub } from '../support/test-hub.ts';

let hub: TestHub;
beforeAll(async () => {
  hub = await openTestHub();
  const ada = await hub.joinSelf('ada');
  const publish = (model: string, weight: number, parents: Parameters<typeof publishSelf>[1]['parents']) =>
    publishSelf(ada, {
      model,
      license: 'Apache-2.0',
      files: { 'model.safetensors': smallSafetensors(weight) },
      parents: parents ?? [],
    });
  await publish('ada/root', 1, [{ reference: 'huggingface.co:acme/base', kind: 'ADAPTER' }]);
  await publish('ada/copy', 1, [{ reference: 'ada/root', kind: 'FORK' }]);
  await publish('ada/merged', 3, [
    { reference: 'ada/root', kind: 'MERGE' },
    { reference: 'ada/copy', kind: 'MERGE' },
  ]);
});
afterAll(() => hub?.[Symbol.asyncDispose]());

const ask = (format: LineageFormat, first = 1000, reference = 'ada/merged') =>
  hub.anonymous.ask(lineageExport, { reference, format, first });

describe('a checkpoint’s lineage', () => {
  test('is a bill of materials with every ancestor and edge', async () => {
    const exported = (await ask('CYCLONEDX')).checkpoint!.lineageExport;
    expect(exported).toMatchObject({
      mediaType: 'application/vnd.cyclonedx+json; version=1.6',
      isWhole: true,
    });
    const { component } = JSON.parse(exported.content).metadata;
    expect(component).toMatchObject({ name: 'ada/merged', publisher: 'ada', type: 'machine-learning-model' });
    expect(component.pedigree.ancestors).toMatchObject([
      { name: 'ada/root', licenses: [{ expression: 'Apache-2.0' }] },
      { name: 'ada/copy' },
      { name: 'huggingface.co:acme/base', purl: 'pkg:huggingface/acme/base' },
    ]);
    const parents = JSON.stringify(component).match(/[A-Z]+ [A-Z]+ Checkpoint:\d+/g);
    expect(parents?.map((text) => text.replace(/ Checkpoint:\d+/, '')).toSorted()).toEqual([
      'ADAPTER DECLARED',
      'FORK PROVEN',
      'MERGE ACKNOWLEDGED',
      'MERGE ACKNOWLEDGED',
    ]);
  });

  test('is a graph for Graphviz with the same nodes', async () => {
    const { content } = (await ask('DOT')).checkpoint!.lineageExport;
    expect(content).toMatch(/^digraph lineage \{\n/);
    expect(content.match(/->/g)).toHaveLength(4);
    expect(content).toMatch(/huggingface\.co:acme\/base", style="dashed"/);
  });

  test('is the same bytes when asked again', async () => {
    expect(await ask('CYCLONEDX')).toEqual(await ask('CYCLONEDX'));
  });

  test('is cut to the nearest ancestors, and says so', async () => {
    const { content, isWhole } = (await ask('DOT', 1)).checkpoint!.lineageExport;
    expect([isWhole, content.match(/->/g)?.length]).toEqual([false, 1]);
  });

  test('of a stub without parents is the stub', async () => {
    const { content } = (await ask('DOT', 5, 'huggingface.co:acme/base')).checkpoint!.lineageExport;
    expect(content.match(/\[label/g)).toHaveLength(1);
  });

  test.each([0, -1, 1001])('of %i ancestors is refused', async (first) => {
    await expect(ask('DOT', first)).rejects.toMatchObject({ code: 'GRAPHQL_PAGE_SIZE' });
  });

  test('is refused beyond 5,000 ancestors in one request', async () => {
    const many = (count: number) =>
      `{ checkpoint(reference: "ada/merged") { ${Array.from({ length: count }, (_, i) => `e${i}: lineageExport(format: DOT, first: 1000) { isWhole }`).join(' ')} } }`;
    expect(await hub.anonymous.ask(many(5))).toHaveProperty('checkpoint.e4.isWhole', true);
    await expect(hub.anonymous.ask(many(6))).rejects.toMatchObject({ code: 'GRAPHQL_PAGE_SIZE' });
  });
});

describe('heirloom lineage --format', () => {
  test('writes a file, or to standard output', async () => {
    const folder = await hub.folder();
    const command = ['lineage', 'ada/merged', '--hub', hub.url];
    const printed = await runProgram(folder, [...command, '--format', 'dot']);
    expect([printed.code, printed.output]).toEqual([0, (await ask('DOT')).checkpoint!.lineageExport.content]);
    const written = await runProgram(folder, [...command, '--format', 'cyclonedx', '--out', 'bill.cdx.json']);
    expect(written.output).toBe('✔ bill.cdx.json   application/vnd.cyclonedx+json; version=1.6\n');
    expect(await readFile(path.join(folder, 'bill.cdx.json'), 'utf8')).toBe(
      (await ask('CYCLONEDX')).checkpoint!.lineageExport.content,
    );
  });

  test('of nobody’s checkpoint ends with 2', async () => {
    const folder = await hub.folder();
    const words = ['lineage', 'ada/nothing', '--hub', hub.url, '--format', 'dot'];
    expect(await runProgram(folder, words)).toMatchObject({ code: 2, output: '' });
  });
});
