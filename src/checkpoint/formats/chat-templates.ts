import { digestOf } from '../../base/digest.ts';
import type { ChatTemplate } from '../inspection.ts';
import type { StrictJson } from '../strict-json.ts';

/** `chat_template` of tokenizer_config.json: one template, or a list of them by name. */
export function chatTemplatesOf(value: StrictJson): readonly ChatTemplate[] {
  const given =
    value instanceof Map ? (value as ReadonlyMap<string, StrictJson>).get('chat_template') : undefined;
  if (typeof given === 'string') return [chatTemplate('default', given)];
  if (!Array.isArray(given)) return [];
  return (given as readonly StrictJson[]).slice(0, TEMPLATES_MAX).flatMap((item) => {
    if (!(item instanceof Map)) return [];
    const [name, template]: readonly unknown[] = [item.get('name'), item.get('template')];
    return typeof name === 'string' && typeof template === 'string' ? [chatTemplate(name, template)] : [];
  });
}

/** Names are shown in lists, so they are clipped; the text is kept as it is. */
export function chatTemplate(name: string, text: string): ChatTemplate {
  return { name: name.slice(0, 100), text, digest: digestOf(text) };
}

const TEMPLATES_MAX = 64;
