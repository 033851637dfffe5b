import { boolean, bigint, bytea, integer, moment, primary, table, text, textArray, uuid } from './table.ts';

export const WEBHOOK_EVENTS = [
  'advisory.published',
  'advisory.withdrawn',
  'checkpoint.affected',
  'report.filed',
] as const;
export type WebhookEvent = (typeof WEBHOOK_EVENTS)[number];

/** What is delivered: an event, or `webhook.test`, which whoever owns the webhook asks for. */
export type DeliveredEvent = WebhookEvent | 'webhook.test';

export interface WebhookRow {
  id: string;
  contributorId: number;
  url: string;
  /** What deliveries are signed with, sealed. */
  secret: Buffer;
  events: WebhookEvent[];
  /** Models besides the contributor's own, as `owner/name` in lower case. */
  watched: string[];
  createdAt: Date;
  deliveredAt: Date | null;
  /** Why the hub gave up on it; null while it has not. */
  disabledReason: string | null;
  disabledAt: Date | null;
}

export const webhookTable = table<WebhookRow>('webhook', {
  columns: {
    id: primary('uuid', 'webhook'),
    contributorId: bigint(),
    url: text(),
    secret: bytea(),
    events: textArray(),
    watched: textArray(),
    createdAt: moment(),
    deliveredAt: moment({ nullable: true }),
    disabledReason: text({ nullable: true }),
    disabledAt: moment({ nullable: true }),
  },
  references: [{ columns: ['contributorId'], table: 'contributor', keys: ['id'] }],
  indices: [{ name: 'webhook_contributor', columns: ['contributorId'] }],
});

export type DeliveryState = 'PENDING' | 'DELIVERED' | 'DEAD';

export interface WebhookDeliveryRow {
  id: string;
  webhookId: string;
  event: DeliveredEvent;
  /** The exact bytes that are signed and sent, each time the same. */
  body: string;
  state: DeliveryState;
  attempts: number;
  /** Not before; one under way has it in the future, so that nobody else takes it. */
  nextAt: Date;
  /** Somebody asked for it (a test or a replay): sent even where the webhook is disabled. */
  isAsked: boolean;
  createdAt: Date;
  endedAt: Date | null;
  /** HTTP status of the last attempt; null where none came, and while one is under way. */
  status: number | null;
  failure: string | null;
}

/** What webhooks are to be told: written with what happened, kept until it is delivered or given up. */
export const webhookDeliveryTable = table<WebhookDeliveryRow>('webhook_delivery', {
  columns: {
    id: primary('uuid', 'webhook_delivery'),
    webhookId: uuid(),
    event: text(),
    body: text(),
    state: text(),
    attempts: integer(),
    nextAt: moment(),
    isAsked: boolean(),
    createdAt: moment(),
    endedAt: moment({ nullable: true }),
    status: integer({ nullable: true }),
    failure: text({ nullable: true }),
  },
  references: [{ columns: ['webhookId'], table: 'webhook', keys: ['id'] }],
  indices: [
    { name: 'webhook_delivery_due', columns: ['nextAt'], where: "state = 'PENDING'" },
    { name: 'webhook_delivery_webhook', columns: ['webhookId', 'createdAt'] },
    { name: 'webhook_delivery_ended', columns: ['endedAt'], where: 'ended_at IS NOT NULL' },
  ],
});
