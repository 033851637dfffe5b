import { fileURLToPath } from 'node:url';
import { digestOf, hexOf } from '../../base/digest.ts';
import { refusal } from '../../base/errors.ts';
import type { Viewer } from '../../hub/context/viewer.ts';
import type { AskedDocument } from './asked-document.ts';
import { readManifest } from './read-manifest.ts';

/*
 * trusted document   a text that a stranger may ask, known by its sha256; one whose list names it
 */

/** What the clients of this release ask. */
const OWN = fileURLToPath(new URL('../../../schema/operations.json', import.meta.url));

/** The documents that strangers may ask on a hub that is closed to all others; who has a token asks what they like. */
export class TrustedDocuments {
  readonly #texts: ReadonlyMap<string, string>;

  constructor(texts: ReadonlyMap<string, string>) {
    this.#texts = texts;
  }

  /** Reads the lists: files, or `own`. Null where none is named: then everybody asks what they like. */
  static async open(lists: readonly string[]): Promise<TrustedDocuments | null> {
    if (lists.length === 0) return null;
    const read = await Promise.all(lists.map((list) => readManifest(list === 'own' ? OWN : list)));
    return new TrustedDocuments(new Map(read.flatMap((texts) => [...texts])));
  }

  /** The listed text; whoever knows its sha256 need not send it. */
  textOf(sha256: string): string | undefined {
    return this.#texts.get(sha256);
  }

  /** Refuses a stranger's document that is on no list, before anything of it is read. */
  assertMayAsk(viewer: Viewer, { text, sha256 }: AskedDocument): void {
    if (viewer.kind !== 'ANONYMOUS') return;
    const asked = text === undefined ? sha256 : hexOf(digestOf(text));
    if (asked !== undefined && this.#texts.has(asked)) return;
    throw refusal('GRAPHQL_DOCUMENT_UNTRUSTED', 'this hub answers strangers only documents that it knows', {
      expected: 'a document on a list of this hub, byte for byte, or a token',
      received: asked === undefined ? 'no document' : `sha256:${asked.slice(0, 64)}`,
      remedy: 'use a client of this release or log in; the hub’s operator can list more documents',
    });
  }
}
