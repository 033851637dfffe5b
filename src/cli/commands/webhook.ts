import { Command } from 'commander';
import { refusal } from '../../base/errors.ts';
import {
  createWebhook,
  deleteWebhook,
  replayWebhookDelivery,
  testWebhook,
  webhookDeliveries,
  webhookList,
  type DeliveryFields,
} from '../../client/generated/operations.ts';
import type { HubClient } from '../../client/hub-client.ts';
import { openSession } from '../../client/session.ts';
import type { MakeCommand } from '../program.ts';
import { signedIn } from '../signed-in.ts';
import type { Terminal } from '../terminal.ts';
import { deliveryLines, webhookLines } from '../webhook-lines.ts';

interface Options {
  readonly events: string;
  readonly watch: readonly string[];
  readonly hub?: string;
}

const each = (word: string, all: readonly string[]) => [...all, word];

export const webhookCommand: MakeCommand = (context) =>
  new Command('webhook')
    .description(
      'Have an address of yours told of advisories, of your checkpoints they reach, and of reports.',
    )
    .argument('[action]', 'list, create, delete, test, deliveries or replay', 'list')
    .argument('[value]', 'a URL for create, a delivery for replay, else a webhook')
    .option(
      '--events <list>',
      'create: by comma, of advisory.published, advisory.withdrawn, checkpoint.affected, report.filed',
      'checkpoint.affected',
    )
    .option('--watch <model>', 'create: a model besides your own; repeat', each, [])
    .option('--hub <url>', 'which hub')
    .addHelpText(
      'after',
      `
Examples:
  $ heirloom webhook create https://example.org/hook --events checkpoint.affected,report.filed --watch mnist/base
  $ heirloom webhook test 8d0c…
  $ heirloom webhook deliveries 8d0c…
  $ heirloom webhook replay 51f2…`,
    )
    .action(async (action: string, value: string | undefined, options: Options) => {
      const { terminal, env } = context();
      const { client } = await openSession(env, options.hub);
      const act = ACTIONS[action];
      if (!act) throw unknownAction(action);
      await act({ client, terminal, value: value ?? '', options });
    });

interface Asked {
  readonly client: HubClient;
  readonly terminal: Terminal;
  readonly value: string;
  readonly options: Options;
}

const ACTIONS: Readonly<Record<string, (asked: Asked) => Promise<void>>> = {
  list,
  create,
  delete: remove,
  test: async (asked) => queued(asked, await asked.client.act(testWebhook, { id: asked.value })),
  deliveries,
  replay: async (asked) => queued(asked, await asked.client.act(replayWebhookDelivery, { id: asked.value })),
};

async function list({ client, terminal }: Asked): Promise<void> {
  const { viewer } = await client.ask(webhookList);
  const { webhooks } = signedIn(viewer, client.url);
  for (const line of webhookLines(webhooks)) terminal.say(line);
  if (webhooks.length === 0) terminal.say('no webhooks');
  terminal.result(webhooks);
}

async function create({ client, terminal, value, options }: Asked): Promise<void> {
  const asked = { url: value, events: options.events.split(','), watched: options.watch };
  const { webhook, secret } = await client.act(createWebhook, asked);
  terminal.say(`✔ made      ${webhook.id}; what it is signed with is shown once:`);
  terminal.say(secret);
  terminal.result({ ...webhook, secret });
}

async function remove({ client, terminal, value }: Asked): Promise<void> {
  const { webhook } = await client.act(deleteWebhook, { id: value });
  terminal.say(`✔ deleted   ${webhook.id}`);
  terminal.result(webhook);
}

function queued({ terminal }: Asked, { delivery }: { readonly delivery: DeliveryFields }): void {
  terminal.say(`✔ queued    ${delivery.id}   ${delivery.event}`);
  terminal.result(delivery);
}

const SHOWN = 100;

async function deliveries({ client, terminal, value }: Asked): Promise<void> {
  const { viewer } = await client.ask(webhookDeliveries, { first: SHOWN });
  const webhook = signedIn(viewer, client.url).webhooks.find(({ id }) => id === value);
  if (!webhook)
    throw refusal('HUB_WEBHOOK_UNKNOWN', 'you have no such webhook', {
      expected: 'an id that heirloom webhook shows',
      received: value,
    });
  for (const line of deliveryLines(webhook.deliveries)) terminal.say(line);
  if (webhook.deliveries.length === 0) terminal.say('nothing was to be told yet');
  terminal.result(webhook.deliveries);
}

function unknownAction(action: string) {
  return refusal('CLI_ACTION', 'webhook can’t do that', {
    expected: Object.keys(ACTIONS).join(', '),
    received: action,
  });
}
