import { parse } from 'yaml';
import { messageOf, refusal } from '../../base/errors.ts';
import { frontMatterOf } from '../card-yaml.ts';
import { isList, isObject } from './field.ts';
import type { Json } from './reported-record.ts';

/** Files of harnesses that keep no items have a few hundred kilobytes; they are read where requests wait. */
export const REPORTED_BYTES_MAX = 4 << 20;
/** Reading YAML takes about a second per 2 MB. */
const YAML_CHARACTERS_MAX = 1 << 20;
const ALIASES_MAX = 16;
const DEPTH_MAX = 24;
const NODES_MAX = 1_000_000;
const LINES_MAX = 20_000;

/** The JSON documents of a stranger's file: one, one a line, or what its YAML says. */
export function parseReported(bytes: Uint8Array): readonly Json[] {
  const text = textOf(bytes);
  const documents = /^\s*[{[]/.test(text) ? jsonDocuments(text) : [yamlDocument(text)];
  let nodes = 0;
  for (const document of documents) nodes += assertPlain(document, NODES_MAX - nodes);
  return documents;
}

function textOf(bytes: Uint8Array): string {
  if (bytes.byteLength > REPORTED_BYTES_MAX)
    throw refusal('EVIDENCE_FILE_TOO_LARGE', 'the file is too large to be read as results', {
      expected: `at most ${REPORTED_BYTES_MAX} bytes`,
      received: `${bytes.byteLength} bytes`,
      remedy: 'leave the answers to each item out of it, or split it',
    });
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw refusal('EVIDENCE_NOT_UTF8', 'the file is not text', {
      expected: 'UTF-8',
      received: 'other bytes',
    });
  }
}

function jsonDocuments(text: string): readonly Json[] {
  const lines = text.split('\n').filter((line) => line.trim().length > 0);
  const isWhole = lines.length === 1 || !/^\s*\{.*\}\s*$/.test(lines[0] ?? '');
  if (isWhole) return [jsonDocument(text, '')];
  if (lines.length > LINES_MAX) throw tooMany(`${lines.length} lines`, `at most ${LINES_MAX} lines`);
  return lines.map((line, i) => jsonDocument(line, ` in line ${i + 1}`));
}

function jsonDocument(text: string, where: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch (error) {
    // Python writes what is no number as a bare word, which JSON has no place for.
    const word = /[:[,]\s*(-?(?:NaN|Infinity))\s*[,}\]]/.exec(text)?.[1];
    if (word !== undefined)
      throw refusal('EVIDENCE_NOT_FINITE', `a value${where} is no number`, {
        expected: 'finite numbers',
        received: word,
        remedy: 'leave out what could not be measured',
      });
    throw refusal('EVIDENCE_NOT_JSON', `the file can't be read as JSON${where}`, {
      expected: 'JSON, or one JSON document a line',
      received: messageOf(error).slice(0, 120),
    });
  }
}

function yamlDocument(text: string): Json {
  const yaml = frontMatterOf(text) ?? text;
  if (yaml.length > YAML_CHARACTERS_MAX)
    throw tooMany(`${yaml.length} characters of YAML`, `at most ${YAML_CHARACTERS_MAX}`);
  const options = { maxAliasCount: ALIASES_MAX, logLevel: 'error', prettyErrors: false } as const;
  try {
    return parse(yaml, { ...options, uniqueKeys: false }) as Json;
  } catch (error) {
    throw refusal('EVIDENCE_NOT_YAML', 'the file can’t be read as YAML', {
      expected: 'JSON, YAML, or a README with YAML between two lines of dashes',
      received: messageOf(error).slice(0, 120),
    });
  }
}

/** Counts the values in a document; refuses one that is too deep or too wide, or holds numbers that JSON can't write. */
function assertPlain(document: Json, nodesMax: number): number {
  const open: (readonly [value: Json, depth: number])[] = [[document, 0]];
  let nodes = 0;
  for (let next = open.pop(); next; next = open.pop()) {
    const [value, depth] = next;
    if (++nodes > nodesMax) throw tooMany(`more than ${NODES_MAX} values`, `at most ${NODES_MAX}`);
    if (depth > DEPTH_MAX) throw tooMany('deeper nesting', `nesting of at most ${DEPTH_MAX}`);
    if (typeof value === 'number' && !Number.isFinite(value))
      throw refusal('EVIDENCE_NOT_FINITE', 'a value is no number that can be kept', {
        expected: 'finite numbers',
        received: String(value),
      });
    if (isList(value)) for (const item of value) open.push([item, depth + 1]);
    else if (isObject(value)) for (const item of Object.values(value)) open.push([item, depth + 1]);
  }
  return nodes;
}

function tooMany(received: string, expected: string) {
  return refusal('EVIDENCE_TOO_MUCH', 'the file holds more than is read', { expected, received });
}
