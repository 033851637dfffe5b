import type { DeliveryAnswer, WebhookAnswer } from '../client/documents/webhooks.ts';
import { columns, plainName } from './text.ts';

export function webhookLines(webhooks: readonly WebhookAnswer[]): string[] {
  return columns(
    webhooks.map(({ id, url, events, watched, deliveredAt, disabledReason }) => [
      id,
      plainName(url),
      [...events, ...watched].join(','),
      disabledReason === null ? `last ${deliveredAt ?? 'never'}` : `disabled: ${plainName(disabledReason)}`,
    ]),
  );
}

export function deliveryLines(deliveries: readonly DeliveryAnswer[]): string[] {
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

function standing({ attempts, nextAt, failure, state }: DeliveryAnswer): string {
  const tried = `${attempts} ${attempts === 1 ? 'attempt' : 'attempts'}`;
  if (state === 'DELIVERED') return tried;
  const failed = failure === null ? tried : `${tried}: ${plainName(failure)}`;
  return nextAt === null ? failed : `${failed}; the next at ${nextAt}`;
}
