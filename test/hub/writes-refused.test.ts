import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Envelope } from '../../src/attestation/envelope.ts';
import { generateSeed, signerOf, type Signer } from '../../src/attestation/key.ts';
import type { Scope } from '../../src/attestation/role.ts';
import { signStatement } from '../../src/attestation/statement.ts';
import { revokeToken, submitStatement } from '../../src/client/generated/operations.ts';
import { REFUSAL_FIELDS } from '../support/any-client.ts';
import { accessTable } from '../../src/graphql/generated/access-table.ts';
import { mergedSchema } from '../../src/graphql/sdl.ts';
import { issueToken } from '../../src/hub/context/token.ts';
import {
  HOST_MARK,
  planSelf,
  publishSelf,
  smallSafetensors,
  uploadAll,
  upload,
} from '../support/publishing.ts';
import { canonicalJson, type PlainJson } from '../../src/base/canonical-json.ts';
import { actOf } from '../support/any-act.ts';
import { codeOf } from '../support/refused.ts';
import { openTestHub, type SelfMember, type TestHub } from '../support/test-hub.ts';

const mutations = Object.values((await mergedSchema()).getMutationType()?.getFields() ?? {});

let hub: TestHub;
let ada: SelfMember;
let eve: SelfMember;
const tokens: Record<string, string | null> = {};

beforeAll(async () => {
  hub = await openTestHub();
  ada = await hub.joinSelf('ada', 'OWNER');
  eve = await hub.joinSelf('eve');
  await publishSelf(ada, { model: 'ada/net', files: { 'model.safetensors': smallSafetensors(1) } });
  tokens['no token'] = null;
  tokens['a malformed token'] = 'not-a-token';
  tokens['an unknown token'] = `hlm_${'A'.repeat(43)}_00000000`;
  tokens['an expired token'] = await tokenOf(['PUBLISH', 'EVALUATE', 'ADMIN'], -2);
  tokens['a revoked token'] = await revokedToken();
  tokens['a token of another scope'] = await tokenOf(['READ'], 30);
});
afterAll(() => hub?.[Symbol.asyncDispose]());

/** A token of ada's, who as OWNER lacks no role. */
async function tokenOf(scopes: readonly Scope[], days: number, label = 'test'): Promise<string> {
  const contributor = await hub.hub.store.contributors.findByName('ada');
  const now = new Date();
  const request = { contributorId: contributor?.id ?? 0, label, scopes, days, now };
  return (await issueToken(hub.hub.store, request)).secret;
}

async function revokedToken(): Promise<string> {
  const secret = await tokenOf(['PUBLISH', 'EVALUATE', 'ADMIN'], 30, 'revoked');
  // By its label: two are made within a millisecond.
  const [row] = await hub.database.rows("SELECT id FROM access_token WHERE label = 'revoked'");
  await ada.client.act(revokeToken, { id: row?.['id'] });
  return secret;
}

/** What each kind of stranger is answered; a field open to any token answers a wrong scope in its own way. */
function codesFor(who: string, field: string): readonly string[] {
  const { scope } = accessTable[`Mutation.${field}`]!;
  if (who === 'no token' && scope === 'PUBLIC') return ['HUB_INVITATION_INVALID'];
  if (who === 'no token') return ['HUB_SIGN_IN_NEEDED'];
  if (who !== 'a token of another scope') return ['HUB_TOKEN_INVALID'];
  const own: Record<string, string> = {
    redeemInvitation: 'HUB_INVITATION_INVALID',
    createToken: 'HUB_TOKEN_SCOPES',
    revokeToken: 'HUB_TOKEN_UNKNOWN',
    submitStatement: 'ATTESTATION_ENVELOPE_MALFORMED',
  };
  return [own[field] ?? 'HUB_PERMISSION_MISSING'];
}

describe.each(mutations.map((field) => [field.name, field] as const))('%s', (name, field) => {
  test.each([
    'no token',
    'a malformed token',
    'an unknown token',
    'an expired token',
    'a revoked token',
    'a token of another scope',
  ])('with %s is refused, and no row changes', async (who) => {
    const before = await hub.database.fingerprint();
    expect(codesFor(who, name)).toContain(await codeOf(actOf(hub.as(tokens[who] ?? null), field)));
    expect(await hub.database.fingerprint()).toEqual(before);
  });
});

describe('a valid token with a statement', () => {
  let plan: Awaited<ReturnType<typeof planSelf>>;
  beforeAll(async () => {
    const files = { 'model.safetensors': smallSafetensors(2) };
    plan = await planSelf(ada, { model: 'ada/other', files });
    await uploadAll(ada, files);
    await upload(ada, 'manifest.json', Buffer.from(canonicalJson(plan.manifest as unknown as PlainJson)));
  });

  function envelope(change: { signer?: Signer; hub?: string; at?: Date } = {}): Envelope {
    const { signer = ada.signer, at = new Date() } = change;
    const subject = { name: 'ada/other', digest: plan.digest };
    const body = { model: 'ada/other', revision: 'main', host: HOST_MARK };
    return signStatement({ kind: 'checkpoint', subject, hub: change.hub ?? hub.hub.id, body }, signer, at);
  }

  const later = (ms: number) => new Date(Date.now() + ms);
  const DAY_MS = 86_400_000;
  test.for<[string, () => Envelope, string]>([
    [
      'signed by a key nobody here has',
      () => envelope({ signer: signerOf(generateSeed()) }),
      'HUB_KEY_FOREIGN',
    ],
    ['signed by another contributor', () => envelope({ signer: eve.signer }), 'HUB_KEY_FOREIGN'],
    ['for another hub', () => envelope({ hub: signerOf(generateSeed()).keyId }), 'HUB_STATEMENT_FOREIGN'],
    ['from 8 days ago', () => envelope({ at: later(-8 * DAY_MS) }), 'HUB_STATEMENT_STALE'],
    ['from 11 minutes ahead', () => envelope({ at: later(11 * 60_000) }), 'HUB_STATEMENT_STALE'],
    [
      'with a signature of other bytes',
      () => ({ ...envelope(), signatures: envelope().signatures }),
      'ATTESTATION_SIGNATURE_INVALID',
    ],
  ])('%s is refused, and no row changes', async ([, make, code]) => {
    const before = await hub.database.fingerprint();
    expect(await codeOf(ada.client.act(submitStatement, { envelope: make() }))).toBe(code);
    expect(await hub.database.fingerprint()).toEqual(before);
  });

  test('that is another’s is refused to whoever sends it', async () => {
    const before = await hub.database.fingerprint();
    expect(await codeOf(eve.client.act(submitStatement, { envelope: envelope() }))).toBe('HUB_NAME_FOREIGN');
    expect(await hub.database.fingerprint()).toEqual(before);
  });

  test('sent with a token that may only read is refused', async () => {
    const reader = hub.as(await tokenOf(['READ'], 1));
    const before = await hub.database.fingerprint();
    expect(await codeOf(reader.act(submitStatement, { envelope: envelope() }))).toBe(
      'HUB_PERMISSION_MISSING',
    );
    expect(await hub.database.fingerprint()).toEqual(before);
  });

  test('counts once: the very same again is a replay, even when both come at once', async () => {
    const once = envelope();
    const send = () => codeOf(ada.client.act(submitStatement, { envelope: once }));
    expect((await Promise.all([send(), send(), send()])).sort()).toEqual([
      'HUB_STATEMENT_REPLAYED',
      'HUB_STATEMENT_REPLAYED',
      'it was done',
    ]);
    const before = await hub.database.fingerprint();
    expect(await send()).toBe('HUB_STATEMENT_REPLAYED');
    expect(await hub.database.fingerprint()).toEqual(before);
  });
});

test('a token ends when its time is over', async () => {
  const client = hub.as(await tokenOf(['READ'], 1));
  expect(await codeOf(client.ask('{ viewer { scopes } }'))).toBe('it was done');
  hub.clock.offsetMs = 2 * 86_400_000;
  try {
    expect(await codeOf(client.ask('{ viewer { scopes } }'))).toBe('HUB_TOKEN_INVALID');
  } finally {
    hub.clock.offsetMs = 0;
  }
});

test('an invitation joins one contributor, however many redeem it at once', async () => {
  const { code } = await ada.client.act<{ __typename: string; code: string }>(
    `mutation { inviteContributor(name: "dan") { __typename ... on InvitationMade { code } ${REFUSAL_FIELDS} } }`,
    {},
  );
  const redeem = () =>
    codeOf(
      hub.anonymous.act(
        `mutation ($code: String!) { redeemInvitation(code: $code) { __typename ${REFUSAL_FIELDS} } }`,
        { code },
      ),
    );
  expect((await Promise.all([redeem(), redeem()])).sort()).toEqual(['HUB_INVITATION_INVALID', 'it was done']);
});

test('two invitations of one name let one contributor have it', async () => {
  const invite = `mutation { inviteContributor(name: "flo") { __typename ... on InvitationMade { code } ${REFUSAL_FIELDS} } }`;
  const codes: string[] = [];
  for (let i = 0; i < 2; i++)
    codes.push((await ada.client.act<{ __typename: string; code: string }>(invite, {})).code);
  const redeem = (code: string) =>
    codeOf(
      hub.anonymous.act(
        `mutation ($code: String!) { redeemInvitation(code: $code) { __typename ${REFUSAL_FIELDS} } }`,
        { code },
      ),
    );
  expect((await Promise.all(codes.map(redeem))).sort()).toEqual(['HUB_NAME_TAKEN', 'it was done']);
});
