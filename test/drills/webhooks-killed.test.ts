import { expect, test } from 'vitest';
import { advisorySubject } from '../../src/attestation/advisory-subject.ts';
import { digestOf } from '../../src/base/digest.ts';
import { createWebhook } from '../../src/client/generated/operations.ts';
import { signAndSubmit } from '../../src/client/session.ts';
import { publishSelf, smallSafetensors } from '../support/publishing.ts';
import { isSigned, openReceiver } from '../support/webhook-receiver.ts';
import { DrillGround, kill } from './hub-process.ts';
import { drillMsMax } from './moments.ts';

const PRIVATE = { HEIRLOOM_WEBHOOK_PRIVATE: 'on' };

test(
  'what webhooks were to be told when the hub was killed is told by the next one',
  async () => {
    await using ground = await DrillGround.open();
    const hub = await ground.startHub([], PRIVATE);
    const owner = await ground.joinOwner();
    const ada = await ground.join(owner, 'ada');
    const weights = smallSafetensors(1);
    await publishSelf(ada, { model: 'ada/net', files: { 'model.safetensors': weights } });
    await using receiver = await openReceiver();
    // The first delivery is under way for as long as the hub lives.
    receiver.answer = () => undefined;
    const hook = { url: receiver.url, events: ['advisory.published', 'checkpoint.affected'], watched: [] };
    const { secret } = await ada.client.act(createWebhook, hook);
    const body = {
      title: 'before the end',
      severity: 'HIGH' as const,
      kind: 'SECURITY' as const,
      affected: [{ of: 'ARTIFACT' as const, digest: digestOf(weights) }],
      text: 'as found',
      remedy: null,
      references: [],
    };
    await signAndSubmit(ada, 'advisory', advisorySubject(body), body);
    const [underWay] = await receiver.until(1);
    await kill(hub);
    await ground.stopOrphan();
    receiver.answer = (response) => void response.writeHead(204).end();
    await ground.startHub([], PRIVATE);
    const told = (await receiver.until(3)).slice(1);
    const types = told.map(({ body: text }) => (JSON.parse(text) as { type: string }).type);
    expect(types.sort()).toEqual(['advisory.published', 'checkpoint.affected']);
    expect(told.map(({ headers }) => headers['webhook-id'])).toContain(underWay?.headers['webhook-id']);
    expect(told.every((request) => isSigned(request, secret))).toBe(true);
  },
  drillMsMax(1),
);
