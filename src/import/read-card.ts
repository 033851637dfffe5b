import { licenseOfCard } from '../license/hugging-face-license.ts';
import { Fields } from './fields.ts';
import type { ImportProblem } from './import-problem.ts';
import type { ImportedFacts } from './imported-model.ts';
import { readClaims } from './read-claims.ts';

/** What a card says: facts, and parents as written. */
export interface ReadCard {
  readonly facts: ImportedFacts;
  readonly parents: readonly string[];
  readonly relation: string | null;
}

const ITEMS_MAX = 2_000;

export function readCard(data: Readonly<Record<string, unknown>>, problems: ImportProblem[]): ReadCard {
  const card = new Fields(data, problems);
  const claimed = card.texts(ITEMS_MAX, 'license')?.join(' AND ');
  const licenseName = card.text('license_name');
  const facts = {
    task: card.text('pipeline_tag'),
    library: card.text('library_name'),
    languages: card.texts(ITEMS_MAX, 'language', 'languages'),
    datasets: card.texts(ITEMS_MAX, 'datasets'),
    ...licenseFacts(claimed, licenseName),
    claims: filled(readClaims(card, ['model-index', 'model_index'], problems)),
  };
  const parents = card.texts(ITEMS_MAX, 'base_model', 'base_models') ?? [];
  return { facts: withoutAbsent(facts), parents, relation: card.text('base_model_relation') ?? null };
}

/** The license as written, and as meant where that can be told. */
export function licenseFacts(claimed: string | undefined, name: string | undefined) {
  if (claimed === undefined) return {};
  const license = licenseOfCard(claimed, name ?? null) ?? undefined;
  return { licenseClaimed: name === undefined ? claimed : `${claimed}: ${name}`, license };
}

export function filled<Item>(items: readonly Item[] | undefined): readonly Item[] | undefined {
  return items !== undefined && items.length > 0 ? items : undefined;
}

/** Equal rows must make equal facts: what is not said is not there. */
export function withoutAbsent<Facts extends object>(
  facts: Facts,
): { [Key in keyof Facts]: NonNullable<Facts[Key]> } {
  const said: Record<string, unknown> = {};
  for (const name in facts) if (facts[name] !== undefined) said[name] = facts[name];
  return said as never;
}
