import { searchWords } from '../../checkpoint/facet-words.ts';
import { frontMatterOf, readCardYaml } from '../../import/card-yaml.ts';
import { Fields } from '../../import/fields.ts';
import { readCard } from '../../import/read-card.ts';
import type { Weights } from '../../weights/weights.ts';
import type { Manifest } from '../../checkpoint/manifest.ts';
import type { ArtifactState } from '../../checkpoint/inspection.ts';
import type { CardFacts } from '../../store/tables/registry-tables.ts';

/** What the card of a checkpoint declares of its task, library, languages and tags, and the words it begins with. */
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
  const text = new TextDecoder().decode(head);
  const yaml = frontMatterOf(text);
  return {
    ...declared(yaml),
    ...wordsOf(yaml === null ? text : text.slice(text.indexOf(yaml) + yaml.length)),
  };
}

function declared(yaml: string | null): CardFacts {
  const said = yaml === null ? null : readCardYaml(yaml, []);
  if (said === null) return {};
  const { task, library, languages } = readCard(said, []).facts;
  const tags = new Fields(said, []).texts(TAGS_MAX, 'tags');
  return {
    ...(task === undefined ? {} : { task: task.toLowerCase() }),
    ...(library === undefined ? {} : { library }),
    ...(languages === undefined ? {} : { languages: languages.slice(0, LANGUAGES_MAX) }),
    ...(tags === undefined ? {} : { tags }),
  };
}

function wordsOf(body: string): CardFacts {
  const words = searchWords(body.slice(0, BODY_CHARACTERS_MAX)).slice(0, WORDS_MAX);
  return words.length === 0 ? {} : { words };
}

/** Reading YAML takes about half a second a megabyte, and a card's front matter without results is a few kilobytes. */
const HEAD_BYTES_MAX = 64 << 10;
/** The most in a card of a model trained on all of Wikipedia's are about 350. */
const LANGUAGES_MAX = 400;
/** A card tells what a model is in its first paragraphs; each word more is one more entry of the search's index. */
const BODY_CHARACTERS_MAX = 4_000;
const WORDS_MAX = 100;
const TAGS_MAX = 100;
