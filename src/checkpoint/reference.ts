import { isDigest, type Digest } from '../base/digest.ts';
import { refuse } from './checkpoint-error.ts';
import { modelNameProblem, parseModelName, type ModelName } from './model-name.ts';

/** What a person may write where a checkpoint is meant. */
export type Reference =
  | { readonly kind: 'DIGEST'; readonly digest: Digest }
  | { readonly kind: 'MODEL'; readonly name: ModelName; readonly revision: Revision | null }
  | { readonly kind: 'STUB'; readonly stub: StubName };

/** A branch or tag of a model. */
export type Revision = string & { readonly __revision: unique symbol };

/** A model known by name only, in the namespace of its source: `huggingface.co:meta-llama/Llama-2-7b`. */
export type StubName = `${string}:${string}` & { readonly __stubName: unique symbol };

/** Reads `sha256:…`, `owner/name`, `owner/name@revision` or `host:owner/name`. */
export function parseReference(text: string): Reference {
  if (isDigest(text)) return { kind: 'DIGEST', digest: text };
  if (isStubName(text)) return { kind: 'STUB', stub: text };
  const at = text.indexOf('@');
  const name = at < 0 ? text : text.slice(0, at);
  if (modelNameProblem(name) !== null) throw malformed(text);
  return {
    kind: 'MODEL',
    name: parseModelName(name),
    revision: at < 0 ? null : parseRevision(text.slice(at + 1)),
  };
}

/** Lets a stranger's string in as a revision, or refuses it with `CHECKPOINT_REVISION_MALFORMED`. */
export function parseRevision(value: unknown): Revision {
  if (isRevision(value)) return value;
  throw refuse('CHECKPOINT_REVISION_MALFORMED', 'this is not a revision', {
    expected: 'up to 96 letters, digits, . _ + -, not two dots in a row, not a bare hexadecimal digest',
    received: String(value).slice(0, 100),
  });
}

function isRevision(value: unknown): value is Revision {
  if (typeof value !== 'string' || !/^[A-Za-z0-9][A-Za-z0-9._+-]{0,95}$/.test(value)) return false;
  return !value.includes('..') && !LOOKS_LIKE_DIGEST.test(value);
}

export function isStubName(value: unknown): value is StubName {
  if (typeof value !== 'string') return false;
  const colon = value.indexOf(':');
  const host = value.slice(0, Math.max(colon, 0));
  return HOST.test(host) && host.length <= 253 && STUB_PATH.test(value.slice(colon + 1));
}

/** A branch of this form would shadow the commit that clients ask for by digest. */
const LOOKS_LIKE_DIGEST = /^([0-9a-f]{40}|[0-9a-f]{64})$/i;

const HOST = /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/;

/** Other places' names are wider than ours (`gpt2` has no owner), so only the form is checked. */
const STUB_PATH = /^[A-Za-z0-9][A-Za-z0-9._-]{0,127}(\/[A-Za-z0-9][A-Za-z0-9._-]{0,127})?$/;

function malformed(text: string) {
  return refuse('CHECKPOINT_REFERENCE_MALFORMED', 'this names no checkpoint', {
    expected: 'owner/name, owner/name@revision, sha256:<64 hex> or huggingface.co:owner/name',
    received: text.slice(0, 200),
  });
}
