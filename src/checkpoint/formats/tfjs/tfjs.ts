import { isRefusal } from '../../../base/errors.ts';
import type { Architecture, Finding } from '../../inspection.ts';
import { parseStrictJson, type StrictJson } from '../../strict-json.ts';
import type { FormatReport } from '../format-report.ts';
import { readKerasConfig } from '../keras/keras-config.ts';
import type { FileToRead } from '../reader.ts';
import { tfjsMalformed } from './tfjs-error.ts';
import { readTfjsGraph } from './tfjs-graph.ts';
import { tfjsGroups } from './tfjs-manifest.ts';
import { readTfjsShards } from './tfjs-shards.ts';

/** Names that TensorFlow.js gives its models: `model.json`, `my-model.json`. */
export function isTfjsName(path: string): boolean {
  return /(^|[/._-])model[^/]*\.json$/i.test(path);
}

/**
 * Reads a manifest of TensorFlow.js and lays its table over the files beside it; null for JSON that has none. Refuses
 * with `CHECKPOINT_TFJS_MALFORMED`.
 */
export async function readTfjs({ source, options }: FileToRead): Promise<FormatReport | null> {
  const text = Buffer.from(await source.read(0, source.sizeBytes)).toString();
  if (!text.includes('"weightsManifest"')) return null;
  const model = modelIn(text);
  const manifest = model.get('weightsManifest');
  if (manifest === undefined) return null;
  const shards = await readTfjsShards(tfjsGroups(manifest), options.siblings);
  const { architecture, findings } = topologyOf(model);
  return {
    format: 'tfjs',
    ...shards,
    findings: [...shards.findings, ...findings],
    entries: entriesOf(model),
    ...(architecture && { architecture }),
  };
}

/** Models inside models are a few levels deep each. */
const DEPTH_MAX = 64;

function modelIn(text: string): ReadonlyMap<string, StrictJson> {
  try {
    const model = parseStrictJson(text, DEPTH_MAX);
    if (model instanceof Map) return model as ReadonlyMap<string, StrictJson>;
  } catch (error) {
    if (!isRefusal(error)) throw error;
    throw tfjsMalformed('JSON of which all readers agree', error.message);
  }
  throw tfjsMalformed('a JSON object', 'another value');
}

function topologyOf(model: ReadonlyMap<string, StrictJson>): {
  readonly architecture?: Architecture;
  readonly findings: readonly Finding[];
} {
  const topology = model.get('modelTopology');
  if (!(topology instanceof Map)) return { findings: [] };
  const producer = textOf(model.get('generatedBy'));
  if (topology.has('node')) return readTfjsGraph(topology, producer);
  return readKerasConfig((topology.get('model_config') as StrictJson | undefined) ?? topology, producer);
}

function entriesOf(model: ReadonlyMap<string, StrictJson>): ReadonlyMap<string, string> {
  return new Map(
    ['format', 'generatedBy', 'convertedBy'].flatMap((key): [string, string][] => {
      const text = textOf(model.get(key));
      return text === '' ? [] : [[key, text]];
    }),
  );
}

function textOf(value: StrictJson | undefined): string {
  return typeof value === 'string' ? value.slice(0, 200) : '';
}
