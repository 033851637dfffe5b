import { frontMatterOf, readCardYaml } from '../../import/card-yaml.ts';
import { readCard } from '../../import/read-card.ts';
import type { Weights } from '../../weights/weights.ts';
import type { Manifest } from '../../checkpoint/manifest.ts';
import type { ArtifactState } from '../../checkpoint/inspection.ts';
import type { CardFacts } from '../../store/tables/registry-tables.ts';

/** What the card of a checkpoint declares of its task, library and languages; nothing where it has none that can be read. */
export async function readCardOf(
  weights: Weights,
  { artifacts }: Manifest,
  states: readonly ArtifactState[],
): Promise<CardFacts> {
  const cards = artifacts.filter(({ role }, i) => role === 'CARD' && states[i] === 'VERIFIED');
  const card = cards.find(({ path }) => path.toLowerCase() === 'readme.md') ?? cards[0];
  if (!card) return {};
  await using source = await weights.openSource(card.digest);
  const head = await source.read(0, Math.min(source.sizeBytes, HEAD_BYTES_MAX));
  const yaml = frontMatterOf(new TextDecoder().decode(head));
  const said = yaml === null ? null : readCardYaml(yaml, []);
  if (said === null) return {};
  const { task, library, languages } = readCard(said, []).facts;
  return {
    ...(task === undefined ? {} : { task: task.toLowerCase() }),
    ...(library === undefined ? {} : { library }),
    ...(languages === undefined ? {} : { languages: languages.slice(0, LANGUAGES_MAX) }),
  };
}

/** Reading YAML takes about half a second a megabyte, and a card's front matter without results is a few kilobytes. */
const HEAD_BYTES_MAX = 64 << 10;
/** The most in a card of a model trained on all of Wikipedia's are about 350. */
const LANGUAGES_MAX = 400;
