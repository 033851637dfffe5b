import type { EntityManager } from 'typeorm';
import { CHECKPOINT_COLUMNS, CHECKPOINT_TABLES } from './queries/checkpoint-columns.ts';
import { affectedBy } from './queries/affected-by.ts';
import type { CheckpointRecord } from './checkpoint-repository.ts';
import {
  webhookDeliveryTable,
  webhookTable,
  type WebhookDeliveryRow,
  type WebhookEvent,
  type WebhookRow,
} from './tables/webhook-tables.ts';

export type WebhookRecord = Readonly<WebhookRow>;
export type WebhookDeliveryRecord = Readonly<WebhookDeliveryRow>;

/** A delivery that this process took, with where it goes. */
export interface TakenDelivery {
  readonly id: string;
  readonly webhookId: string;
  readonly body: string;
  /** This one included. */
  readonly attempts: number;
  readonly createdAt: Date;
  readonly url: string;
  readonly secret: Buffer;
}

/** What one webhook is told of an advisory: how many of its checkpoints it reaches, and the nearest of them. */
export interface ReachedWebhook {
  readonly webhookId: string;
  readonly count: number;
  readonly nearest: readonly { readonly checkpoint: CheckpointRecord; readonly depth: number }[];
}

/** Addresses to tell, and what they are still to be told. */
export class WebhookRepository {
  readonly #manager: EntityManager;

  constructor(manager: EntityManager) {
    this.#manager = manager;
  }

  async add(row: WebhookRow): Promise<WebhookRecord> {
    await this.#manager.insert(webhookTable, row);
    return row;
  }

  /** Newest first. */
  async ofContributor(contributorId: number): Promise<readonly WebhookRecord[]> {
    return this.#manager.find(webhookTable, { where: { contributorId }, order: { createdAt: 'DESC' } });
  }

  async find(id: string): Promise<WebhookRecord | null> {
    return this.#manager.findOneBy(webhookTable, { id });
  }

  /** With all it was still to be told. */
  async remove(id: string): Promise<void> {
    await this.#manager.delete(webhookDeliveryTable, { webhookId: id });
    await this.#manager.delete(webhookTable, { id });
  }

  /** Newest first; uses webhook_delivery_webhook. */
  async deliveriesOf(webhookId: string, first: number): Promise<readonly WebhookDeliveryRecord[]> {
    const order = { createdAt: 'DESC', id: 'DESC' } as const;
    return this.#manager.find(webhookDeliveryTable, { where: { webhookId }, order, take: first });
  }

  async findDelivery(id: string): Promise<WebhookDeliveryRecord | null> {
    return this.#manager.findOneBy(webhookDeliveryTable, { id });
  }

  /** Writes down what one webhook is to be told. */
  async tell(
    delivery: Pick<WebhookDeliveryRow, 'id' | 'webhookId' | 'event' | 'body' | 'isAsked'>,
    now: Date,
  ): Promise<WebhookDeliveryRecord> {
    const fresh = { state: 'PENDING' as const, attempts: 0, nextAt: now, createdAt: now };
    const row = { ...delivery, ...fresh, endedAt: null, status: null, failure: null };
    await this.#manager.insert(webhookDeliveryTable, row);
    return row;
  }

  /** The same for everybody who wants to know of an event; with `ownerId` only for one contributor's webhooks. */
  async tellAll(event: WebhookEvent, body: string, now: Date, ownerId: number | null = null): Promise<void> {
    await this.#manager.query(TELL_ALL, [event, body, now, ownerId]);
  }

  /** What each webhook that asks for `checkpoint.affected` is to be told of an advisory. */
  async reachedBy(logIndex: number, nearestMax: number): Promise<readonly ReachedWebhook[]> {
    const rows: (CheckpointRecord & { webhookId: string; count: number; depth: number })[] =
      await this.#manager.query(REACHED, [logIndex, nearestMax]);
    return [...Map.groupBy(rows, ({ webhookId }) => webhookId)].map(([webhookId, nearest]) => ({
      webhookId,
      count: nearest[0]?.count ?? 0,
      nearest: nearest.map(({ depth, ...checkpoint }) => ({ checkpoint, depth })),
    }));
  }

  /**
   * Takes what is due until `untilAt`: whoever else asks passes over it, and one whose taker died is taken again then. One of
   * each webhook, none of those in `busy`.
   */
  async take(
    now: Date,
    untilAt: Date,
    busy: readonly string[],
    first: number,
  ): Promise<readonly TakenDelivery[]> {
    return this.#manager.query(TAKE, [now, untilAt, busy, first]).then(([rows]) => rows as TakenDelivery[]);
  }

  /** When the next one is due of webhooks that are not in `busy`; null where nothing is left to tell. */
  async nextDueAt(busy: readonly string[]): Promise<Date | null> {
    const [row] = await this.#manager.query(
      `SELECT min(d.next_at) AS at FROM webhook_delivery d JOIN webhook w ON w.id = d.webhook_id
        WHERE d.state = 'PENDING' AND (w.disabled_at IS NULL OR d.is_asked) AND w.id <> ALL ($1::uuid[])`,
      [busy],
    );
    return row.at;
  }

  async delivered({ id, webhookId }: TakenDelivery, status: number, now: Date): Promise<void> {
    await this.#manager.update(
      webhookDeliveryTable,
      { id },
      { state: 'DELIVERED', endedAt: now, status, failure: null },
    );
    const alive = { deliveredAt: now, disabledAt: null, disabledReason: null };
    await this.#manager.update(webhookTable, { id: webhookId }, alive);
  }

  /** Another try at `nextAt`, or none. */
  async failed(
    { id }: TakenDelivery,
    { status, failure }: Pick<WebhookDeliveryRow, 'status' | 'failure'>,
    nextAt: Date | null,
    now: Date,
  ): Promise<void> {
    const what = nextAt === null ? { state: 'DEAD' as const, endedAt: now } : { nextAt };
    await this.#manager.update(webhookDeliveryTable, { id }, { ...what, status, failure });
  }

  /** Gives a webhook up that nothing arrived at since `since`. */
  async disable(id: string, reason: string, since: Date, now: Date): Promise<void> {
    await this.#manager.query(
      `UPDATE webhook SET disabled_at = $3, disabled_reason = $2
        WHERE id = $1 AND disabled_at IS NULL AND coalesce(delivered_at <= $4, true)`,
      [id, reason, now, since],
    );
  }

  /** How many deliveries somebody asked for are on their way to a webhook. */
  async askedOf(webhookId: string): Promise<number> {
    return this.#manager.countBy(webhookDeliveryTable, { webhookId, state: 'PENDING', isAsked: true });
  }

  /** The same bytes again, from the first attempt on. */
  async replay(id: string, now: Date): Promise<void> {
    const again = { state: 'PENDING' as const, attempts: 0, nextAt: now, isAsked: true, endedAt: null };
    await this.#manager.update(webhookDeliveryTable, { id }, again);
  }

  /**
   * Forgets what ended before, and what a disabled webhook never took; whether there may be more of it. Uses
   * webhook_delivery_ended and webhook_delivery_due.
   */
  async forget(before: Date, most: number): Promise<boolean> {
    const [, count] = await this.#manager.query(
      `DELETE FROM webhook_delivery WHERE id IN
         (SELECT id FROM webhook_delivery WHERE ended_at < $1 OR (state = 'PENDING' AND next_at < $1) LIMIT $2)`,
      [before, most],
    );
    return count === most;
  }
}

const TELL_ALL = `
  INSERT INTO webhook_delivery (id, webhook_id, event, body, state, attempts, next_at, is_asked, created_at)
  SELECT gen_random_uuid(), id, $1, $2, 'PENDING', 0, $3, false, $3 FROM webhook
   WHERE $1 = ANY (events) AND ($4::bigint IS NULL OR contributor_id = $4)`;

const REACHED = `
  WITH RECURSIVE ${affectedBy('$1')},
  theirs AS (
    SELECT w.id AS webhook_id, a.id, a.depth,
           row_number() OVER (PARTITION BY w.id ORDER BY a.depth, a.id) AS place,
           count(*) OVER (PARTITION BY w.id) AS count
      FROM affected a JOIN checkpoint c ON c.id = a.id LEFT JOIN model m ON m.id = c.model_id
      JOIN webhook w ON w.contributor_id = c.published_by OR m.name_key = ANY (w.watched)
     WHERE 'checkpoint.affected' = ANY (w.events)
  )
  SELECT t.webhook_id AS "webhookId", t.count, t.depth, ${CHECKPOINT_COLUMNS}
    FROM theirs t JOIN (${CHECKPOINT_TABLES}) ON c.id = t.id
   WHERE t.place <= $2 ORDER BY t.webhook_id, t.place`;

// The inner choice is one of each webhook; what another process took between the two is no longer due under the lock.
const TAKE = `
  UPDATE webhook_delivery d SET attempts = attempts + 1, next_at = $2, status = NULL, failure = NULL
    FROM webhook w
   WHERE w.id = d.webhook_id AND d.id = ANY (ARRAY(
     SELECT l.id FROM webhook_delivery l
      WHERE l.state = 'PENDING' AND l.next_at <= $1 AND l.id IN (
        SELECT DISTINCT ON (f.webhook_id) f.id FROM webhook_delivery f JOIN webhook v ON v.id = f.webhook_id
         WHERE f.state = 'PENDING' AND f.next_at <= $1 AND f.webhook_id <> ALL ($3::uuid[])
           AND (v.disabled_at IS NULL OR f.is_asked)
         ORDER BY f.webhook_id, f.next_at, f.created_at)
      ORDER BY l.next_at LIMIT $4 FOR UPDATE SKIP LOCKED))
  RETURNING d.id, d.webhook_id AS "webhookId", d.body, d.attempts, d.created_at AS "createdAt", w.url, w.secret`;
