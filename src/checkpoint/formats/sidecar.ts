import type { ByteSource } from '../../base/byte-source.ts';
import { isRefusal } from '../../base/errors.ts';
import { findingBy } from '../findings/rule.ts';
import { sidecarUnreadable } from '../findings/sidecar-unreadable.ts';
import type { Finding } from '../inspection.ts';
import { JsonDecimal, parseStrictJson, type StrictJson } from '../strict-json.ts';

/** The scalar entries of the JSON files that trainers leave beside the weights; none for other files. */
export async function readSidecar(
  path: string,
  source: ByteSource,
): Promise<{ readonly entries: ReadonlyMap<string, string>; readonly findings: readonly Finding[] }> {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  if (!SIDECAR_NAMES.has(name) || source.sizeBytes > SIDECAR_BYTES_MAX)
    return { entries: new Map(), findings: [] };
  const text = Buffer.from(await source.read(0, source.sizeBytes)).toString();
  try {
    return { entries: scalarEntries(parseStrictJson(text, DEPTH_MAX)), findings: [] };
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return { entries: new Map(), findings: [unreadable(error.message)] };
  }
}

const SIDECAR_NAMES: ReadonlySet<string> = new Set([
  'metadata.json',
  'training_args.json',
  'trainer_state.json',
  'config.json',
  'adapter_config.json',
]);

/** trainer_state.json keeps one record for each logged step. */
const SIDECAR_BYTES_MAX = 4 << 20;
const DEPTH_MAX = 32;

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
