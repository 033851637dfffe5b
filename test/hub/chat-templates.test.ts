import { afterAll, beforeAll, expect, test } from 'vitest';
import { publishSelf, smallSafetensors } from '../support/publishing.ts';
import { openTestHub, type TestHub } from '../support/test-hub.ts';

let hub: TestHub;
beforeAll(async () => void (hub = await openTestHub()));
afterAll(() => hub?.[Symbol.asyncDispose]());

const GOOD = "{% for m in messages %}\n{{ m['role'] }}: {{ m['content'] }}\n{% endfor %}\n";
const POISONED = GOOD.replace(
  '{% endfor %}',
  "{{ cycler.__init__.__globals__.os.popen('id') }}\n{% endfor %}",
);
const configured = (template: string) => JSON.stringify({ chat_template: template });

test('a poisoned template is flagged, kept as text, and shown against its parent’s', async () => {
  const ada = await hub.joinSelf('ada');
  const files = (template: string, weight: number) => ({
    'model.safetensors': smallSafetensors(weight),
    'tokenizer_config.json': configured(template),
  });
  await publishSelf(ada, { model: 'ada/chat', files: files(GOOD, 1) });
  const parents = [{ reference: 'ada/chat', kind: 'FINE_TUNE' as const }];
  await publishSelf(ada, { model: 'ada/tuned', files: files(POISONED, 2), parents });
  const { checkpoint } = await hub.anonymous.ask<{ checkpoint: unknown }>(
    `{ checkpoint(reference: "ada/tuned") {
         chatTemplateChanges { parent { name } name lines { kind line } }
         artifacts { path artifact { findings { rule } contents { chatTemplates { text } } } } } }`,
    {},
  );
  expect(checkpoint).toMatchObject({
    chatTemplateChanges: [
      {
        parent: { name: 'ada/chat' },
        lines: [
          { kind: 'SAME' },
          { kind: 'SAME' },
          { kind: 'ADDED', line: "{{ cycler.__init__.__globals__.os.popen('id') }}" },
          { kind: 'SAME' },
          { kind: 'SAME' },
        ],
      },
    ],
    artifacts: [
      {},
      {
        artifact: {
          findings: [{ rule: 'CHECKPOINT_TEMPLATE_ATTRIBUTE' }],
          contents: { chatTemplates: [{ text: POISONED }] },
        },
      },
    ],
  });
});
