import { parse } from 'yaml';
import { messageOf } from '../base/errors.ts';
import { isObject } from '../base/is-object.ts';
import { problem, type ImportProblem } from './import-problem.ts';

/** Real cards with a thousand leaderboard results reach 300 kB; reading YAML takes about a second per 2 MB. */
const YAML_CHARACTERS_MAX = 1 << 20;
/** Anchors are rare in cards; a few aliases that multiply each other fill any memory. */
const ALIASES_MAX = 16;

/** What a card's YAML says; null, with its problem, where it can't be read. */
export function readCardYaml(
  yaml: string,
  problems: ImportProblem[],
): Readonly<Record<string, unknown>> | null {
  if (yaml.length > YAML_CHARACTERS_MAX) {
    const expected = `at most ${YAML_CHARACTERS_MAX} characters of YAML`;
    problems.push(problem('IMPORT_CARD_TOO_LONG', 'CARD', null, expected, `${yaml.length}`));
    return null;
  }
  try {
    const card: unknown = parse(yaml, {
      maxAliasCount: ALIASES_MAX,
      // Errors are thrown, warnings are nobody's to read; `silent` would swallow both.
      logLevel: 'error',
      prettyErrors: false,
      // Cards repeat keys; the last one wins, as in the Hub's own reader.
      uniqueKeys: false,
    });
    if (isObject(card) || card === null) return card;
    problems.push(problem('IMPORT_CARD_MALFORMED', 'CARD', null, 'keys with values', typeof card));
  } catch (error) {
    problems.push(problem('IMPORT_CARD_MALFORMED', 'CARD', null, 'YAML', messageOf(error)));
  }
  return null;
}

/** The YAML between the dashes at the head of a README; null where it has none. */
export function frontMatterOf(readme: string): string | null {
  return /^\uFEFF?---[ \t]*\r?\n(?:([\s\S]*?)\r?\n)?---[ \t]*(?:\r?\n|$)/.exec(readme)?.[1] ?? null;
}
