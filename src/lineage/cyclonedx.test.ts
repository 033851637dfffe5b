import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { HOSTILE_NAME, merged, shuffled } from './ancestry-fixture.ts';
import { cyclonedxOf } from './cyclonedx.ts';

const schemaOf = (name: string) =>
  JSON.parse(
    gunzipSync(
      readFileSync(new URL(`../../test/fixtures/cyclonedx/${name}.schema.json.gz`, import.meta.url)),
    ).toString(),
  ) as object;
const ajv = new Ajv({ strict: false, validateFormats: false });
for (const name of ['spdx', 'jsf-0.82']) ajv.addSchema(schemaOf(name));
const isBill = ajv.compile(schemaOf('bom-1.6'));

const problemsOf = (text: string) => {
  isBill(JSON.parse(text));
  return isBill.errors ?? [];
};

describe('a bill of materials', () => {
  const text = cyclonedxOf(merged);
  const bill = JSON.parse(text) as {
    serialNumber: string;
    metadata: { component: Component };
    compositions: readonly { aggregate: string }[];
  };
  interface Component {
    readonly name: string;
    readonly purl?: string;
    readonly hashes?: readonly { content: string }[];
    readonly licenses?: unknown;
    readonly properties: readonly { name: string; value: string }[];
    readonly pedigree: { readonly ancestors: readonly Component[] };
  }
  const { component } = bill.metadata;

  test('keeps the schema of CycloneDX 1.6, and the schema finds a slip', () => {
    expect(problemsOf(text)).toEqual([]);
    expect(problemsOf(text.replace('machine-learning-model', 'model')).length).toBeGreaterThan(0);
    expect(problemsOf(text.replace('"compositions"', '"composition"')).length).toBeGreaterThan(0);
  });

  test('says what the checkpoint was made from, nearest first, with kind and evidence of each edge', () => {
    expect(component.pedigree.ancestors.map(({ name }) => name)).toEqual([
      HOSTILE_NAME,
      'bob/tuned@main',
      'huggingface.co:meta-llama/Llama-2-7b',
    ]);
    const parents = component.properties.filter(({ name }) => name === 'heirloom:parent');
    expect(parents.map(({ value }) => value)).toEqual([
      'MERGE DECLARED Checkpoint:2',
      'MERGE DECLARED Checkpoint:5',
    ]);
    expect(component.hashes).toEqual([{ alg: 'SHA-256', content: 'a'.repeat(64) }]);
    expect(component.licenses).toEqual([{ expression: 'Apache-2.0 OR LicenseRef-own' }]);
  });

  test('gives a stub of Hugging Face its address, and none to a name that can’t be one there', () => {
    const [hostile, , llama] = component.pedigree.ancestors;
    expect(llama?.purl).toBe('pkg:huggingface/meta-llama/Llama-2-7b');
    expect(hostile).not.toHaveProperty('purl');
    expect(hostile).not.toHaveProperty('externalReferences');
  });

  test('does not say that it is complete where a stub’s own parents are unknown', () => {
    expect(bill.compositions[0]?.aggregate).toBe('incomplete');
    const whole = { ...merged, ancestors: merged.ancestors.slice(1, 2), edges: merged.edges.slice(0, 1) };
    expect(cyclonedxOf(whole)).toContain('"aggregate": "complete"');
    expect(cyclonedxOf({ ...whole, isWhole: false })).toContain('"aggregate": "incomplete"');
  });

  test('is the same bytes for the same graph, and has another serial number for another', () => {
    expect(cyclonedxOf(shuffled)).toBe(text);
    expect(bill.serialNumber).toMatch(
      /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    );
    expect(cyclonedxOf({ ...merged, ancestors: [] })).not.toContain(bill.serialNumber);
  });
});
