import type { DeliveryFields, WebhookFields } from '../client/generated/operations.ts';
import { columns, plainName } from './text.ts';

export function webhookLines(webhooks: readonly WebhookFields[]): string[] {
  return columns(
    webhooks.map(({ id, url, events, watched, deliveredAt, disabledReason }) => [
      id,
      plainName(url),
      events.join(','),
      watched.length === 0 ? '' : `watches ${watched.map(plainName).join(', ')}`,
      disabledReason === null ? `last ${deliveredAt ?? 'never'}` : `disabled: ${plainName(disabledReason)}`,
    ]),
  );
}

export function deliveryLines(deliveries: readonly DeliveryFields[]): string[] {
  return columns(
    deliveries.map((delivery) => [
      delivery.id,
      delivery.event,
      delivery.state.toLowerCase(),
      delivery.createdAt,
      standing(delivery),
    ]),
  );
}

function standing({ attempts, nextAt, failure, state }: DeliveryFields): string {
  const tried = `${attempts} ${attempts === 1 ? 'attempt' : 'attempts'}`;
  if (state === 'DELIVERED') return tried;
  const failed = failure === null ? tried : `${tried}: ${plainName(failure)}`;
  return nextAt === null ? failed : `${failed}; the next at ${nextAt}`;
}
