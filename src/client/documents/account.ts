import { REFUSAL_FIELDS } from '../hub-client.ts';

/*
 * What this program asks a hub of accounts, tokens, invitations, and what is signed; a test validates each against the schema.
 */
export const hubFacts = 'query { hub { id version logSize } viewer { contributor { name role } scopes } }';

export interface HubFactsAnswer {
  readonly hub: { readonly id: string; readonly version: string; readonly logSize: number };
  readonly viewer: {
    readonly contributor: { readonly name: string; readonly role: string };
    readonly scopes: readonly string[];
  } | null;
}

export const redeemInvitation = `mutation ($code: String!, $name: String, $envelope: JSON) {
  redeemInvitation(code: $code, name: $name, envelope: $envelope) {
    __typename
    ... on InvitationRedeemed { token expiresAt custody contributor { name role } }
    ${REFUSAL_FIELDS}
  }
}`;

export interface RedeemInvitationAnswer {
  readonly __typename: string;
  readonly token: string;
  readonly expiresAt: string;
  readonly custody: string;
  readonly contributor: { readonly name: string; readonly role: string };
}

export const inviteContributor = `mutation ($name: String!, $role: Role!) {
  inviteContributor(name: $name, role: $role) {
    __typename
    ... on InvitationMade { code expiresAt }
    ${REFUSAL_FIELDS}
  }
}`;

export interface InviteContributorAnswer {
  readonly __typename: string;
  readonly code: string;
  readonly expiresAt: string;
}

export const submitStatement = `mutation ($envelope: JSON!) {
  submitStatement(envelope: $envelope) {
    __typename
    ... on StatementAccepted {
      statement { id logIndex }
      checkpoint { id digest name state isOffered sizeBytes }
      dataset { id name digest itemCount }
    }
    ${REFUSAL_FIELDS}
  }
}`;

export interface SubmitStatementAnswer {
  readonly __typename: string;
  readonly statement: { readonly id: string; readonly logIndex: number };
  readonly checkpoint: {
    readonly digest: string;
    readonly name: string;
    readonly state: string;
    readonly isOffered: boolean;
    readonly sizeBytes: number;
  } | null;
  readonly dataset: { readonly name: string; readonly digest: string; readonly itemCount: number } | null;
}

export const tokenList = `query { viewer { contributor { name } tokens { id label scopes createdAt expiresAt revokedAt } } }`;

export interface TokenListAnswer {
  readonly viewer: {
    readonly contributor: { readonly name: string };
    readonly tokens: readonly {
      readonly id: string;
      readonly label: string;
      readonly scopes: readonly string[];
      readonly expiresAt: string;
      readonly revokedAt: string | null;
    }[];
  } | null;
}

export const createToken = `mutation ($label: String!, $scopes: [Scope!]!, $days: Int!) {
  createToken(label: $label, scopes: $scopes, days: $days) {
    __typename ... on TokenCreated { token accessToken { id label scopes expiresAt } } ${REFUSAL_FIELDS}
  }
}`;

export interface CreateTokenAnswer {
  readonly __typename: string;
  readonly token: string;
  readonly accessToken: {
    readonly id: string;
    readonly label: string;
    readonly scopes: readonly string[];
    readonly expiresAt: string;
  };
}

export const revokeToken = `mutation ($id: ID!) {
  revokeToken(id: $id) { __typename ... on TokenRevoked { accessToken { id label revokedAt } } ${REFUSAL_FIELDS} }
}`;

export interface RevokeTokenAnswer {
  readonly __typename: string;
  readonly accessToken: { readonly id: string; readonly label: string; readonly revokedAt: string };
}
