import parse, { type Info } from 'spdx-expression-parse';
import deprecatedIds from 'spdx-license-ids/deprecated.json' with { type: 'json' };
import spdxIds from 'spdx-license-ids/index.json' with { type: 'json' };
import { messageOf, refusal } from '../base/errors.ts';

/*
 * license     SPDX id, or `LicenseRef-…` for a named model license that SPDX does not list
 * expression  ids joined by AND, OR and WITH (SPDX specification 3, annex B)
 */
export interface LicenseExpression {
  /** In SPDX's own spelling. */
  readonly expression: string;
  readonly ids: readonly string[];
  /** Whether every id is on the SPDX list. */
  readonly isSpdx: boolean;
}

/** Reads a declared license, mending only the case of ids; refuses what is on no list. */
export function parseLicense(declared: string): LicenseExpression {
  const expression = withSpdxCase(declared.trim());
  try {
    const ids = idsOf(parse(expression));
    return { expression, ids, isSpdx: ids.every((id) => !id.startsWith('LicenseRef-')) };
  } catch (error) {
    throw refusal(
      'LICENSE_UNKNOWN',
      `the license ${JSON.stringify(declared.slice(0, 100))} is not known`,
      {
        expected: 'an SPDX expression such as MIT, Apache-2.0, CC-BY-4.0, or LicenseRef-<name>',
        received: messageOf(error),
        remedy:
          'look the id up at spdx.org/licenses, or write LicenseRef-<name> for a license SPDX does not list',
      },
      { cause: error },
    );
  }
}

const ID = /[A-Za-z0-9][A-Za-z0-9.-]*/g;
const OPERATORS: ReadonlySet<string> = new Set(['AND', 'OR', 'WITH']);
const byLowerCase = new Map([...deprecatedIds, ...spdxIds].map((id) => [id.toLowerCase(), id]));

// Hugging Face writes ids in lower case (`apache-2.0`); the license meant is the same.
function withSpdxCase(text: string): string {
  return text.replaceAll(ID, (word) => {
    if (word.startsWith('LicenseRef-')) return word;
    if (OPERATORS.has(word.toUpperCase())) return word.toUpperCase();
    return byLowerCase.get(word.toLowerCase()) ?? word;
  });
}

/** Whether an expression holds: a choice (OR) by one of its licenses, a sum (AND) by all. */
export function holdsForLicense(expression: string, holds: (id: string) => boolean): boolean {
  return holdsFor(parse(expression), holds);
}

function holdsFor(info: Info, holds: (id: string) => boolean): boolean {
  if ('license' in info) return holds(info.license);
  const sides = [info.left, info.right];
  return info.conjunction === 'or'
    ? sides.some((side) => holdsFor(side, holds))
    : sides.every((side) => holdsFor(side, holds));
}

function idsOf(info: Info): readonly string[] {
  if ('license' in info) return [info.license];
  return [...new Set([...idsOf(info.left), ...idsOf(info.right)])];
}
