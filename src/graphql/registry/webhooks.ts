import { createWebhook } from '../../hub/create-webhook.ts';
import { deleteWebhook } from '../../hub/delete-webhook.ts';
import { replayWebhookDelivery } from '../../hub/replay-webhook-delivery.ts';
import { testWebhook } from '../../hub/test-webhook.ts';
import type { Resolvers } from '../generated/schema-types.ts';
import { pageSize } from '../page.ts';
import { orRefusal } from '../refusals.ts';

/** Addresses that are told of events; each contributor sees their own alone. */
export const webhooks: Resolvers = {
  Viewer: {
    webhooks: ({ contributor }, _, { hub }) => hub.store.webhooks.ofContributor(contributor.id),
  },
  Webhook: {
    // One has ten webhooks at most.
    deliveries: ({ id }, { first }, { hub }) => hub.store.webhooks.deliveriesOf(id, pageSize(first)),
  },
  WebhookDelivery: {
    nextAt: ({ state, nextAt }) => (state === 'PENDING' ? nextAt : null),
  },
  Mutation: {
    createWebhook: (_, input, { hub, viewer }) =>
      orRefusal(async () => ({
        __typename: 'WebhookCreated' as const,
        ...(await createWebhook(hub, viewer, input)),
      })),
    deleteWebhook: (_, { id }, { hub, viewer }) =>
      orRefusal(async () => ({
        __typename: 'WebhookDeleted' as const,
        webhook: await deleteWebhook(hub, viewer, id),
      })),
    testWebhook: (_, { id }, { hub, viewer }) =>
      orRefusal(async () => ({
        __typename: 'DeliveryQueued' as const,
        delivery: await testWebhook(hub, viewer, id),
      })),
    replayWebhookDelivery: (_, { id }, { hub, viewer }) =>
      orRefusal(async () => ({
        __typename: 'DeliveryQueued' as const,
        delivery: await replayWebhookDelivery(hub, viewer, id),
      })),
  },
};
