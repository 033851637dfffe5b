import { open } from 'node:fs/promises';
import type { Clock } from '../../base/clock.ts';
import { messageOf, refusal } from '../../base/errors.ts';
import type { ImportedFacts, ImportedModel } from '../../import/imported-model.ts';
import { isSourceName, SOURCE_NAME_FORM } from '../../import/imported-model.ts';
import { readCardRow } from '../../import/read-model-row.ts';
import type { Store } from '../../store/store.ts';
import { LINE_BYTES_MAX } from './bounded-lines.ts';
import { ImportReport } from './import-report.ts';
import { assertSource, type ImportSummary } from './import-files.ts';
import { modelRow } from './model-row.ts';
import { cycle } from './row-kinds.ts';
import { Tally } from './tally.ts';
import { writeModels } from './write-models.ts';

export interface ImportCard {
  readonly file: string;
  /** `owner/name` at the source. */
  readonly model: string;
  readonly source: string;
  readonly crawledAt: Date | null;
  readonly report: string;
}

/** Imports what one model's card says; what its listing said beside it stays. */
export async function importCard(
  { store, clock }: { readonly store: Store; readonly clock: Clock },
  { file, model: name, source, crawledAt, report: place }: ImportCard,
): Promise<ImportSummary> {
  assertSource(source);
  assertName(name);
  const { text, modifiedAt } = await readSmall(file);
  const { model, problems } = readCardRow(name, text);
  const report = await ImportReport.open(place, 0);
  const tally = new Tally();
  await store.transaction(async (within) => {
    await within.imports.lock();
    const refused = model === null ? [] : await writeCard(within, model);
    const lines = [...problems.map((found) => ({ line: 1, id: name, ...found })), ...refused.map(cycle)];
    await report.add(lines.map((line) => ({ file, ...line })));
    tally.add('rows');
    tally.add('leftOut', lines.length);
    for (const { code } of lines) tally.add(`leftOut:${code}`);
  });
  await store.graph.rebuildAll();
  const summary = { changes: tally.changes, leftOut: tally.of('leftOut'), wasResumed: false };
  return { counts: tally.toJSON(), ...summary, report: await report.close() };

  async function writeCard(within: Store, card: ImportedModel) {
    const facts = beside(await heldFacts(within, `${source}:${name}`), card.facts);
    const row = modelRow(1, { ...card, facts }, source, crawledAt ?? modifiedAt);
    const context = { source, now: clock.now(), places: new Set(['CARD'] as const) };
    return (await writeModels(within, [row], context, tally)).refused;
  }
}

function assertName(name: string): void {
  const isName: boolean = isSourceName(name);
  if (isName) return;
  throw refusal('IMPORT_ID_MALFORMED', `${name.slice(0, 100)} is not a model’s name`, {
    expected: SOURCE_NAME_FORM,
  });
}

async function heldFacts(store: Store, stubName: string): Promise<ImportedFacts> {
  const [stub] = await store.stubs.named([stubName]);
  const [held] = stub ? await store.imports.factsOf([stub.id]) : [];
  return held?.facts ?? {};
}

// In the order of their names: what is put together the same way twice must be equal.
function beside(held: ImportedFacts, said: ImportedFacts): ImportedFacts {
  return Object.fromEntries(Object.entries({ ...held, ...said }).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

async function readSmall(file: string): Promise<{ text: string; modifiedAt: Date }> {
  try {
    await using handle = await open(file);
    const { size, mtime } = await handle.stat();
    if (size <= LINE_BYTES_MAX) return { text: await handle.readFile('utf8'), modifiedAt: mtime };
  } catch (error) {
    throw refusal('IMPORT_FILE_UNREADABLE', `${file} can’t be read`, { received: messageOf(error) });
  }
  throw refusal('IMPORT_CARD_TOO_LONG', `${file} is too long for a card`, {
    expected: `at most ${LINE_BYTES_MAX} bytes`,
  });
}
