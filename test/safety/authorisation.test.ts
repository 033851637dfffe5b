import { afterAll, beforeAll, expect, test } from 'vitest';
import { includesRole, roles, type Role, type Scope } from '../../src/attestation/role.ts';
import { revokeToken } from '../../src/client/generated/operations.ts';
import type { AnyClient } from '../support/any-client.ts';
import { accessTable } from '../../src/graphql/generated/access-table.ts';
import { mergedSchema } from '../../src/graphql/sdl.ts';
import { issueToken } from '../../src/hub/context/token.ts';
import { actOf } from '../support/any-act.ts';
import { publishByHub, smallSafetensors } from '../support/publishing.ts';
import { codeOf } from '../support/refused.ts';
import { openTestHub, type TestHub } from '../support/test-hub.ts';

/** Twenty cycles are 10,000 requests. */
const REQUESTS = 500 * Number(process.env['HEIRLOOM_DRILL_CYCLES'] ?? 1);
const SCOPES: readonly Scope[] = ['READ', 'PUBLISH', 'EVALUATE', 'MODERATE', 'ADMIN'];
const RIGHTS = ['HUB_SIGN_IN_NEEDED', 'HUB_TOKEN_INVALID', 'HUB_PERMISSION_MISSING'];

/** Who asks: nobody, a token that is none, or a token of a role with some scopes. */
interface Asker {
  readonly who: string;
  readonly client: AnyClient;
  readonly rights: { readonly role: Role; readonly scopes: readonly Scope[] } | null;
}

// The schema itself is the list: an act that comes tomorrow is in it.
const mutations = Object.values((await mergedSchema()).getMutationType()?.getFields() ?? {});
let hub: TestHub;
const askers: Asker[] = [];

beforeAll(async () => {
  hub = await openTestHub();
  const ada = await hub.joinHub('ada');
  await publishByHub(ada, { model: 'ada/net', files: { 'model.safetensors': smallSafetensors(1) } });
  askers.push(
    { who: 'nobody', client: hub.anonymous, rights: null },
    { who: 'a malformed token', client: hub.as('hlm_x'), rights: null },
    { who: 'an unknown token', client: hub.as(`hlm_${'A'.repeat(43)}_00000000`), rights: null },
  );
  for (const role of roles) {
    const { name } = await hub.joinHub(`a-${role.toLowerCase()}`, role);
    askers.push({ who: `an expired ${role}`, client: hub.as(await token(name, SCOPES, -2)), rights: null });
    const revoked = hub.as(await token(name, SCOPES, 30));
    const [row] = await hub.database.rows('SELECT id FROM access_token ORDER BY created_at DESC LIMIT 1');
    await revoked.act(revokeToken, { id: row?.['id'] });
    askers.push({ who: `a revoked ${role}`, client: revoked, rights: null });
    for (let bits = 0; bits < 1 << SCOPES.length; bits += 1) {
      const scopes = SCOPES.filter((_, i) => (bits >> i) % 2 === 1);
      const client = hub.as(await token(name, scopes, 30));
      askers.push({
        who: `a ${role} with ${scopes.join(' ') || 'no scope'}`,
        client,
        rights: { role, scopes },
      });
    }
  }
});
afterAll(() => hub?.[Symbol.asyncDispose]());

/** Scopes beyond what the role would be given: the role has to be asked as well. */
async function token(name: string, granted: readonly Scope[], days: number): Promise<string> {
  const contributor = await hub.hub.store.contributors.findByName(name);
  const request = {
    contributorId: contributor?.id ?? 0,
    label: 'matrix',
    scopes: granted,
    days,
    now: new Date(),
  };
  return (await issueToken(hub.hub.store, request)).secret;
}

function isDenied(field: string, { rights }: Asker): boolean {
  const access = accessTable[`Mutation.${field}`];
  if (!access) return true;
  if (access.scope === 'PUBLIC') return false;
  if (!rights) return true;
  const hasScope = access.scope === 'SIGNED_IN' || rights.scopes.includes(access.scope);
  return !hasScope || (access.role !== null && !includesRole(rights.role, access.role));
}

test(`${REQUESTS} requests without the right are denied, and no row changes`, async () => {
  const cells = mutations.flatMap((field) =>
    askers.filter((asker) => isDenied(field.name, asker)).map((asker) => ({ field, asker })),
  );
  expect(new Set(cells.map(({ field }) => field.name)).size).toBe(mutations.length - 1);
  const before = await hub.database.fingerprint();
  const wrong: string[] = [];
  // A step that shares no factor with the number of cells meets each of them once before any twice.
  const step = [7919, 7907, 7901].find((prime) => cells.length % prime !== 0) ?? 1;
  for (let i = 0; i < REQUESTS; i += 1) {
    const { field, asker } = cells[(i * step) % cells.length]!;
    const code = await codeOf(actOf(asker.client, field));
    if (!RIGHTS.includes(code)) wrong.push(`${field.name} by ${asker.who}: ${code}`);
  }
  expect(wrong).toEqual([]);
  expect(await hub.database.fingerprint()).toEqual(before);
});

test('what is another’s is changed by nobody, whatever rights their token has', async () => {
  const stranger = askers.find(({ who }) => who === 'a CONTRIBUTOR with READ PUBLISH')!;
  const before = await hub.database.fingerprint();
  const done: string[] = [];
  for (const field of mutations)
    if ((await codeOf(actOf(stranger.client, field))) === 'it was done') done.push(field.name);
  expect(done).toEqual([]);
  expect(await hub.database.fingerprint()).toEqual(before);
});
