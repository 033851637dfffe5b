import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { statementsOf } from '../../bench/lineage/statements.ts';
import { compose } from '../../src/federation/compose.ts';
import { openFamilyHub } from '../web/support/family.ts';
import { pauseBackground } from '../support/pause-background.ts';
import type { TestHub } from '../support/test-hub.ts';
import { openPart, type Part } from './parts.ts';

let hub: TestHub;
beforeAll(async () => {
  ({ hub } = await openFamilyHub());
});
afterAll(() => hub?.[Symbol.asyncDispose]());

const ENTITIES = `query ($r: [_Any!]!) { _entities(representations: $r) {
  __typename ... on Checkpoint { id digest name } ... on Dataset { id name } ... on Contributor { name }
  ... on Model { name } ... on Statement { said: kind } ... on LineageEdge { kind child { name } }
  ... on Protocol { task } ... on BiasReport { sentence } ... on Artifact { sizeBytes } ... on Run { isByHand } } }`;

interface Known {
  readonly id: string;
  readonly digest: string;
  readonly model: { readonly id: string };
  readonly publishedBy: { readonly id: string };
  readonly statement: { readonly logIndex: number };
  readonly parents: readonly [{ readonly id: string }];
  readonly artifacts: readonly [
    { readonly artifact: { readonly digest: string; readonly sizeBytes: number } },
  ];
  readonly biasReports: readonly [
    { readonly id: string; readonly dataset: { readonly id: string; readonly digest: string } },
  ];
  readonly scores: readonly [
    { readonly protocol: { readonly digest: string }; readonly runs: readonly [{ readonly id: string }] },
  ];
}

interface Entities {
  readonly _entities: readonly (Readonly<Record<string, unknown>> | null)[];
}
const entities = async (r: readonly object[]) =>
  (await hub.anonymous.ask<Entities>(ENTITIES, { r }))._entities;

describe('entities', () => {
  test('are found by every key they have', async () => {
    const { checkpoint: known } = await hub.anonymous.ask<{ checkpoint: Known }>(
      `{ checkpoint(reference: "mnist/low-digits") { id digest model { id } publishedBy { id } statement { logIndex }
           parents { id } artifacts { artifact { digest sizeBytes } } biasReports { id dataset { id digest } }
           scores { protocol { digest } runs { id } } } }`,
    );
    const { id, digest, model, publishedBy, statement } = known;
    const [{ artifact }] = known.artifacts;
    const [{ id: reportId, dataset }] = known.biasReports;
    const found = await entities([
      { __typename: 'Checkpoint', id },
      { __typename: 'Checkpoint', digest },
      { __typename: 'Dataset', id: dataset.id },
      { __typename: 'Dataset', digest: dataset.digest },
      { __typename: 'Contributor', id: publishedBy.id },
      { __typename: 'Model', id: model.id },
      { __typename: 'Statement', logIndex: statement.logIndex },
      { __typename: 'LineageEdge', id: known.parents[0].id },
      { __typename: 'Protocol', digest: known.scores[0].protocol.digest },
      { __typename: 'BiasReport', id: reportId },
      { __typename: 'Run', id: known.scores[0].runs[0].id },
      { __typename: 'Artifact', digest: artifact.digest },
    ]);
    const checkpoint = { __typename: 'Checkpoint', id, digest, name: 'mnist/low-digits' };
    expect(found.slice(0, 2)).toEqual([checkpoint, checkpoint]);
    expect(found[2]).toEqual(found[3]);
    expect(found.slice(2)).toEqual([
      expect.objectContaining({ id: dataset.id }),
      expect.objectContaining({ id: dataset.id }),
      { __typename: 'Contributor', name: 'mnist' },
      { __typename: 'Model', name: 'mnist/low-digits' },
      { __typename: 'Statement', said: 'checkpoint' },
      { __typename: 'LineageEdge', kind: 'FINE_TUNE', child: { name: 'mnist/low-digits' } },
      { __typename: 'Protocol', task: expect.any(String) },
      { __typename: 'BiasReport', sentence: 'DISPARITY digits 5–9 vs 0–4' },
      { __typename: 'Run', isByHand: false },
      { __typename: 'Artifact', sizeBytes: artifact.sizeBytes },
    ]);
  });

  test('of one type and key come in one statement, however many', async () => {
    const { search } = await hub.anonymous.ask<{
      search: { nodes: readonly { id: string; digest: string | null }[] };
    }>('{ search(first: 20) { nodes { id digest } } }');
    const published = search.nodes.filter(({ digest }) => digest !== null);
    expect(published.length).toBeGreaterThan(4);
    const ask = (r: readonly object[]) =>
      statementsOf(() =>
        hub.anonymous.ask(
          'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Checkpoint { name } ... on Contributor { name } } }',
          { r },
        ),
      );
    // What the hub does on its own would be heard too; webhooks are looked after in too short a time to be heard thrice.
    await using _ = await pauseBackground(hub);
    const count = async (r: readonly object[]) => {
      const heard = [await ask(r), await ask(r), await ask(r)];
      return Math.min(...heard.map(({ length }) => length));
    };
    const byId = published.map(({ id }) => ({ __typename: 'Checkpoint', id }));
    const byDigest = published.map(({ digest }) => ({ __typename: 'Checkpoint', digest }));
    const people = ['Contributor:1', 'Contributor:2'].map((id) => ({ __typename: 'Contributor', id }));
    expect(await count(byId)).toBe(1);
    expect(await count(byDigest)).toBe(1);
    expect(await count([...byId, ...byDigest, ...people])).toBe(3);
  });

  test('that are not there are null, and keys that are none refused one by one', async () => {
    expect(
      await entities([
        { __typename: 'Checkpoint', id: 'Checkpoint:999999' },
        { __typename: 'Statement', logIndex: 999_999 },
        { __typename: 'LineageEdge', id: 'LineageEdge:1.1.FORK' },
        { __typename: 'BiasReport', id: 'RiskReport:1' },
      ]),
    ).toEqual([null, null, null, null]);
    const answer = await asked({ r: [{ __typename: 'Checkpoint', id: 'Model:1' }] });
    expect(answer.errors?.[0]?.extensions.code).toBe('GRAPHQL_ID_MALFORMED');
  });

  test('in too great a number are refused', async () => {
    const r = Array.from({ length: 1001 }, (_, i) => ({ __typename: 'Model', id: `Model:${i}` }));
    expect((await asked({ r })).errors?.[0]?.extensions.code).toBe('GRAPHQL_ENTITIES_MANY');
    expect((await asked({ r: r.slice(0, 1000) })).errors).toBeUndefined();
  });
});

async function asked(variables: object) {
  const response = await fetch(`${hub.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: ENTITIES, variables }),
  });
  return (await response.json()) as { readonly errors?: readonly { extensions: { code: string } }[] };
}

describe('a process that serves some areas', () => {
  let part: Part;
  beforeAll(async () => {
    part = await openPart(hub, ['license']);
  });
  afterAll(() => part?.[Symbol.asyncDispose]());

  test('answers theirs, of entities that routers name', async () => {
    const r = [{ __typename: 'Checkpoint', id: 'Checkpoint:1' }];
    expect(
      await part.client.ask(
        'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Checkpoint { license { ids } } } }',
        { r },
      ),
    ).toEqual({ _entities: [{ license: { ids: ['Apache-2.0'] } }] });
  });

  test('has none of the others', async () => {
    await expect(part.client.ask('{ hub { id } }')).rejects.toThrow(/hub/);
  });

  test('says by its SDL what it serves, so that it composes', async () => {
    const { _service } = await part.client.ask<{ _service: { sdl: string } }>('{ _service { sdl } }');
    expect(_service.sdl).not.toContain('publishCheckpoint');
    const whole = await hub.anonymous.ask<{ _service: { sdl: string } }>('{ _service { sdl } }');
    expect(compose([{ name: 'hub', url: hub.url, sdl: whole._service.sdl }])).toContain('publishCheckpoint');
  });
});
