import { isObject } from '../../base/is-object.ts';
import { open } from 'node:fs/promises';
import { digestOf, hexOf } from '../../base/digest.ts';
import { messageOf, refusal } from '../../base/errors.ts';

/** Ours has 40 KB; a large company's thousands of operations have some megabytes. */
const BYTES_MAX = 8 << 20;

/** Of a manifest file, each listed text by its sha256; a file that is no such list is refused. */
export async function readManifest(file: string): Promise<ReadonlyMap<string, string>> {
  const manifest = parsed(file, await textOf(file));
  if (!isObject(manifest) || manifest['format'] !== FORMAT || manifest['version'] !== 1)
    throw invalid(file, `{"format": "${FORMAT}", "version": 1}`, 'another form');
  const { operations } = manifest;
  if (!Array.isArray(operations)) throw invalid(file, 'a list of operations', typeof operations);
  return new Map(operations.map((operation: unknown, i) => listed(file, operation, i)));
}

const FORMAT = 'apollo-persisted-query-manifest';

function listed(file: string, operation: unknown, i: number): readonly [sha256: string, text: string] {
  const { id, body } = isObject(operation) ? operation : {};
  if (typeof id !== 'string' || typeof body !== 'string')
    throw invalid(file, 'operations with an id and a body', `operation ${i + 1} lacks one`);
  const sha256 = hexOf(digestOf(body));
  if (id === sha256) return [sha256, body];
  throw invalid(file, `${sha256} as the id of operation ${i + 1}, the sha256 of its body`, id.slice(0, 100));
}

async function textOf(file: string): Promise<string> {
  const bytes = Buffer.alloc(BYTES_MAX + 1);
  let length = 0;
  try {
    await using handle = await open(file, 'r');
    for (let read = -1; read !== 0 && length < bytes.byteLength; length += read)
      read = (await handle.read(bytes, length)).bytesRead;
  } catch (error) {
    throw refusal('GRAPHQL_MANIFEST_UNREADABLE', `the list of documents ${file} can’t be read`, {
      received: messageOf(error),
    });
  }
  if (length > BYTES_MAX) throw invalid(file, `at most ${BYTES_MAX} bytes`, 'more');
  return bytes.toString('utf8', 0, length);
}

function parsed(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw invalid(file, 'JSON', messageOf(error).slice(0, 200));
  }
}

function invalid(file: string, expected: string, received: string) {
  return refusal('GRAPHQL_MANIFEST_INVALID', `${file} is no list of documents`, { expected, received });
}
