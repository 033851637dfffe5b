import { digestOf } from '../../base/digest.ts';
import type { TokenizerFacts } from '../inspection.ts';
import { skimCount, skimObject, stringAt, wholeSpan, type JsonSpan } from './json-skim.ts';

/**
 * What tokenizer.json says of its model: the kind, the entries of the vocabulary (added tokens not counted) and the
 * digest of the vocabulary's own bytes. Null where there is no vocabulary.
 */
export function tokenizerFactsOf(bytes: Uint8Array): TokenizerFacts | null {
  const model = members(bytes, wholeSpan(bytes)).get('model');
  if (model === undefined || bytes[model.start] !== OBJECT) return null;
  const parts = members(bytes, model);
  const vocabulary = parts.get('vocab');
  if (vocabulary === undefined) return null;
  const type = parts.get('type');
  return {
    // Files of 2020 do not say it; only byte pairs have merges.
    kind: (type && stringAt(bytes, type)?.slice(0, 60)) ?? (parts.has('merges') ? 'BPE' : 'unknown'),
    vocabularySize: skimCount(bytes, vocabulary),
    digest: digestOf(bytes.subarray(vocabulary.start, vocabulary.end)),
  };
}

const OBJECT = 0x7b;
const MEMBERS_MAX = 1000;

function members(bytes: Uint8Array, span: JsonSpan): ReadonlyMap<string, JsonSpan> {
  const found = new Map<string, JsonSpan>();
  for (const { key, value } of skimObject(bytes, span)) {
    // Of two members by one name, readers take the last; so do we.
    found.set(key, value);
    if (found.size === MEMBERS_MAX) break;
  }
  return found;
}
