import { readFile, stat } from 'node:fs/promises';
import { isDigest } from '../base/digest.ts';
import { messageOf, refusal } from '../base/errors.ts';
import { BBQ_COLUMNS, tallyBbq } from '../bias/tally-bbq.ts';
import { datasetBrief } from '../client/generated/operations.ts';
import type { HubClient } from '../client/hub-client.ts';
import type { Session } from '../client/session.ts';
import { CROSS } from '../bias/read-marginals.ts';
import { readTable } from '../import/read-table.ts';
import { bodyFromRun } from './report-from-run.ts';

export interface ReportSources {
  /** The whole report as JSON. */
  readonly file?: string;
  /** A CSV of groups, and what the flags below say. */
  readonly counts?: string;
  /** A CSV of a model's answers to BBQ's questions. */
  readonly bbq?: string;
  readonly dataset?: string;
  readonly protocol?: string;
  readonly attribute?: readonly string[];
  readonly harm?: readonly string[];
  /** A run whose answers are counted, and how; see report-from-run.ts. */
  readonly fromRun?: string;
  readonly group?: readonly string[];
  readonly positive?: string;
  readonly pairs?: string;
  readonly benchmark?: string;
  /** Of robustness the runs that it is held against. */
  readonly against?: readonly string[];
}

/** The body of a bias report from the one source that was named; null where none was. */
export async function reportBody(
  session: Session,
  reference: string,
  sources: ReportSources,
  signal: AbortSignal,
): Promise<unknown> {
  const { client } = session;
  const { file, counts, bbq, fromRun } = sources;
  if (fromRun !== undefined) return withHead(session, reference, { ...sources, fromRun }, signal);
  if (file !== undefined) return withDatasetDigest(client, await readJson(file));
  if (counts !== undefined)
    return withDatasetDigest(client, { ...headOf(sources), groups: await groupsIn(counts) });
  if (bbq === undefined) return null;
  const tallies = tallyBbq(readTable(await readText(bbq), BBQ_COLUMNS));
  return withDatasetDigest(client, { ...headOf(sources), bbq: tallies });
}

async function withHead(
  session: Session,
  reference: string,
  sources: ReportSources & { readonly fromRun: string },
  signal: AbortSignal,
): Promise<unknown> {
  const { dataset, protocol, attribute = [], harm = [] } = sources;
  if (dataset !== undefined || protocol !== undefined || harm.length === 0)
    throw refusal('CLI_REPORT_HEAD', 'a run tells its dataset and protocol, but not who is harmed', {
      expected: `--harm, and neither --dataset nor --protocol`,
      received: harm.length === 0 ? 'no --harm' : 'what the run tells already',
    });
  const counted = await bodyFromRun(session, reference, sources, signal);
  return { attribute: attribute.join(CROSS), harms: harm, ...counted };
}

function headOf(sources: ReportSources): Record<string, unknown> {
  const { dataset, protocol, harm = [] } = sources;
  const attribute = sources.attribute?.join(CROSS);
  const missing = Object.entries({ dataset, protocol, attribute }).filter(([, value]) => value === undefined);
  if (missing.length === 0 && harm.length > 0) return { dataset, protocol, attribute, harms: harm };
  throw refusal('CLI_REPORT_HEAD', 'a table holds counts alone', {
    expected: '--dataset, --protocol, --attribute and at least one --harm',
    received: `no ${[...missing.map(([name]) => `--${name}`), ...(harm.length > 0 ? [] : ['--harm'])].join(', ')}`,
  });
}

/** Columns name,tp,fp,tn,fn or name,k,n. */
async function groupsIn(file: string): Promise<readonly unknown[]> {
  const text = await readText(file);
  const isConfusion = /(^|,)\s*"?tp"?\s*(,|$)/i.test(text.split('\n', 1)[0] ?? '');
  const fields = isConfusion ? (['tp', 'fp', 'tn', 'fn'] as const) : (['k', 'n'] as const);
  return readTable(text, ['name', ...fields]).map((row) => ({
    name: row.name,
    ...Object.fromEntries(fields.map((field) => [field, countOf(row as Record<string, string>, field)])),
  }));
}

// What is no count goes on as text, and is refused together with all other wrong fields.
function countOf(row: Readonly<Record<string, string>>, field: string): number | string {
  const text = row[field] ?? '';
  return /^\d{1,15}$/.test(text) ? Number(text) : text;
}

export async function readJson(file: string): Promise<Record<string, unknown>> {
  try {
    return JSON.parse(await readText(file)) as Record<string, unknown>;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw unreadable(file, 'a JSON file; see heirloom report --help', messageOf(error));
  }
}

const FILE_BYTES_MAX = 64 << 20;

async function readText(file: string): Promise<string> {
  try {
    const { size } = await stat(file);
    if (size <= FILE_BYTES_MAX) return await readFile(file, 'utf8');
  } catch (error) {
    throw unreadable(file, 'a file that can be read', messageOf(error));
  }
  throw unreadable(file, `a file of at most ${FILE_BYTES_MAX} bytes`, 'a larger one');
}

function unreadable(file: string, expected: string, received: string) {
  return refusal('CLI_FILE_UNREADABLE', `${file} can’t be read as a report: ${received}`, {
    expected,
    received,
  });
}

// People name a dataset; what is signed names its bytes.
export async function withDatasetDigest(
  client: HubClient,
  body: Record<string, unknown>,
): Promise<Record<string, unknown>> {
  const name = body['dataset'];
  if (typeof name !== 'string' || isDigest(name)) return body;
  const { dataset } = await client.ask(datasetBrief, { reference: name });
  if (!dataset) throw refusal('HUB_DATASET_UNKNOWN', `no dataset ${name} is published here`);
  return { ...body, dataset: dataset.digest };
}
