import { REFUSAL_FIELDS } from '../hub-client.ts';

/*
 * What this program asks a hub of webhooks; a test validates each against the schema.
 */
const WEBHOOK_FIELDS = 'id url events watched createdAt deliveredAt disabledAt disabledReason';
const DELIVERY_FIELDS = 'id event state attempts nextAt createdAt endedAt status failure';

export interface WebhookAnswer {
  readonly id: string;
  readonly url: string;
  readonly events: readonly string[];
  readonly watched: readonly string[];
  readonly createdAt: string;
  readonly deliveredAt: string | null;
  readonly disabledAt: string | null;
  readonly disabledReason: string | null;
}

export interface DeliveryAnswer {
  readonly id: string;
  readonly event: string;
  readonly state: string;
  readonly attempts: number;
  readonly nextAt: string | null;
  readonly createdAt: string;
  readonly endedAt: string | null;
  readonly status: number | null;
  readonly failure: string | null;
}

export const webhookList = `{ viewer { webhooks { ${WEBHOOK_FIELDS} } } }`;

export interface WebhookListAnswer {
  readonly viewer: { readonly webhooks: readonly WebhookAnswer[] } | null;
}

export const webhookDeliveries = `query ($first: Int!) {
  viewer { webhooks { id deliveries(first: $first) { ${DELIVERY_FIELDS} } } }
}`;

export interface WebhookDeliveriesAnswer {
  readonly viewer: {
    readonly webhooks: readonly { readonly id: string; readonly deliveries: readonly DeliveryAnswer[] }[];
  } | null;
}

export const createWebhook = `mutation ($url: String!, $events: [String!]!, $watched: [String!]!) {
  createWebhook(url: $url, events: $events, watched: $watched) {
    __typename
    ... on WebhookCreated { secret webhook { ${WEBHOOK_FIELDS} } }
    ${REFUSAL_FIELDS}
  }
}`;

export interface CreateWebhookAnswer {
  readonly __typename: string;
  readonly secret: string;
  readonly webhook: WebhookAnswer;
}

export const deleteWebhook = `mutation ($id: ID!) {
  deleteWebhook(id: $id) { __typename ... on WebhookDeleted { webhook { ${WEBHOOK_FIELDS} } } ${REFUSAL_FIELDS} }
}`;

export interface DeleteWebhookAnswer {
  readonly __typename: string;
  readonly webhook: WebhookAnswer;
}

export const testWebhook = `mutation ($id: ID!) {
  testWebhook(id: $id) { __typename ... on DeliveryQueued { delivery { ${DELIVERY_FIELDS} } } ${REFUSAL_FIELDS} }
}`;

export const replayWebhookDelivery = `mutation ($id: ID!) {
  replayWebhookDelivery(id: $id) {
    __typename ... on DeliveryQueued { delivery { ${DELIVERY_FIELDS} } } ${REFUSAL_FIELDS}
  }
}`;

export interface DeliveryQueuedAnswer {
  readonly __typename: string;
  readonly delivery: DeliveryAnswer;
}
