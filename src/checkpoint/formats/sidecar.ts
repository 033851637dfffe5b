import type { ByteSource } from '../../base/byte-source.ts';
import { isRefusal } from '../../base/errors.ts';
import { findingBy } from '../findings/rule.ts';
import { sidecarUnreadable } from '../findings/sidecar-unreadable.ts';
import type { Finding } from '../inspection.ts';
import { JsonDecimal, parseStrictJson, type StrictJson } from '../strict-json.ts';
import { chatTemplate, chatTemplatesOf } from './chat-templates.ts';
import { configArchitecture } from './config-architecture.ts';
import type { FormatReport } from './format-report.ts';
import { tokenizerFactsOf } from './tokenizer-facts.ts';

/** What the files beside the weights say of training, network, tokenizer and chat; nothing for other files. */
export async function readSidecar(path: string, source: ByteSource): Promise<SidecarFacts> {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  const sidecar = SIDECARS.find(({ pattern }) => pattern.test(name));
  if (sidecar === undefined || source.sizeBytes > sidecar.bytesMax) return {};
  const bytes = await source.read(0, source.sizeBytes);
  try {
    return sidecar.facts(bytes, name);
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return { findings: [unreadable(error.message)] };
  }
}

export type SidecarFacts = Partial<FormatReport>;

interface Sidecar {
  readonly pattern: RegExp;
  readonly bytesMax: number;
  readonly facts: (bytes: Uint8Array, name: string) => SidecarFacts;
}

/** trainer_state.json keeps one record for each logged step. */
const SIDECAR_BYTES_MAX = 4 << 20;
/** Real ones stay below 32 KiB. */
const TEMPLATE_BYTES_MAX = 1 << 20;
/** As readText lets through; skimmed, not built. */
const TOKENIZER_BYTES_MAX = 64 << 20;
const DEPTH_MAX = 32;

const SIDECARS: readonly Sidecar[] = [
  {
    pattern: /^(?:metadata|training_args|trainer_state|adapter_config|generation_config)\.json$/,
    bytesMax: SIDECAR_BYTES_MAX,
    facts: (bytes) => ({ entries: scalarEntries(json(bytes)) }),
  },
  {
    pattern: /^config\.json$/,
    bytesMax: SIDECAR_BYTES_MAX,
    facts(bytes) {
      const config = json(bytes);
      const architecture = configArchitecture(config);
      return { entries: scalarEntries(config), ...(architecture !== null && { architecture }) };
    },
  },
  {
    // tokenizer_config.json of older files lists added tokens, some 100 bytes each.
    pattern: /^(?:tokenizer_config|chat_template)\.json$/,
    bytesMax: SIDECAR_BYTES_MAX,
    facts: (bytes) => ({ chatTemplates: chatTemplatesOf(json(bytes)) }),
  },
  {
    pattern: /\.jinja$/,
    bytesMax: TEMPLATE_BYTES_MAX,
    facts: (bytes, name) => ({
      chatTemplates: [chatTemplate(templateName(name), Buffer.from(bytes).toString())],
    }),
  },
  {
    pattern: /^tokenizer\.json$/,
    bytesMax: TOKENIZER_BYTES_MAX,
    facts(bytes) {
      const tokenizer = tokenizerFactsOf(bytes);
      return tokenizer === null ? {} : { tokenizer };
    },
  },
];

/** chat_template.jinja is the default one; others are named by their file. */
function templateName(name: string): string {
  return name === 'chat_template.jinja' ? 'default' : name.slice(0, -'.jinja'.length);
}

function json(bytes: Uint8Array): StrictJson {
  return parseStrictJson(Buffer.from(bytes).toString(), DEPTH_MAX);
}

function scalarEntries(value: StrictJson): ReadonlyMap<string, string> {
  const entries = new Map<string, string>();
  if (value instanceof Map)
    for (const [key, item] of value as ReadonlyMap<string, StrictJson>) {
      if (item instanceof JsonDecimal) entries.set(key, item.text);
      else if (typeof item === 'string' || typeof item === 'number') entries.set(key, String(item));
    }
  return entries;
}

function unreadable(message: string): Finding {
  return findingBy(sidecarUnreadable, { message });
}
