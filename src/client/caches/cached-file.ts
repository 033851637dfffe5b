/*
 * cache         a folder in which another program keeps the models it downloaded
 * named digest  what a file's name says its bytes are; a name is free to lie
 * passed over   what lies in a cache and is not read, with the reason
 */
export type CacheKind = 'HUGGING_FACE' | 'OLLAMA' | 'COMFYUI' | 'FOLDER';

export interface Cache {
  readonly kind: CacheKind;
  readonly folder: string;
  readonly files: readonly CachedFile[];
  readonly passedOver: readonly PassedOver[];
}

export interface CachedFile {
  /** Where its bytes lie, links resolved: two names of the same file are one. */
  readonly file: string;
  /** What its own program calls it. */
  readonly name: string;
  readonly sizeBytes: number;
  readonly namedDigest: NamedDigest | null;
}

export interface NamedDigest {
  readonly kind: 'SHA256' | 'GIT_BLOB_SHA1';
  readonly value: string;
}

export interface PassedOver {
  readonly path: string;
  readonly reason: 'LINK_TO_FOLDER' | 'LINK_BROKEN' | 'NO_FILE' | 'UNREADABLE' | 'TOO_DEEP' | 'TOO_MANY';
}

/** `<64 hex>` and `sha256-<64 hex>` name bytes by sha256, `<40 hex>` as git does. */
export function namedDigestOf(name: string): NamedDigest | null {
  const sha256 = /^(?:sha256[-:])?([0-9a-f]{64})$/.exec(name)?.[1];
  if (sha256) return { kind: 'SHA256', value: sha256 };
  return /^[0-9a-f]{40}$/.test(name) ? { kind: 'GIT_BLOB_SHA1', value: name } : null;
}
