import { textsAround, type Rule } from './rule.ts';
import { findSecrets, type SecretPattern } from './secret-patterns.ts';

/**
 * What may name a person: a hint, for an address in a card is meant to be there. No fingerprint is given, since so few
 * digits and names can be guessed back from one.
 */
export const personalData = {
  id: 'CHECKPOINT_PERSONAL_DATA',
  severity: 'INFO',
  effect: 'NOTE',
  remedy: 'leave it out unless it is meant to be public',
  find(file) {
    const hits = findSecrets(textsAround(file), PATTERNS);
    const kinds = [...new Set(hits.map(({ kind }) => kind))];
    return kinds.map((kind) => {
      const places = hits.filter((hit) => hit.kind === kind).map(({ place }) => place);
      return {
        message: `what looks like ${kind} stands in the text`,
        received: [...new Set(places)].join('; '),
      };
    });
  },
} as const satisfies Rule;

const PATTERNS: readonly SecretPattern[] = [
  {
    kind: 'an e-mail address',
    pattern: /(?<![\w.+-])[\w.+-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.){1,4}[A-Za-z]{2,24}(?![\w-])/g,
    isReal: (text) => !/@(?:[\w-]+\.)*(?:example\.(?:com|org|net)|noreply\.github\.com)$/i.test(text),
  },
  {
    kind: 'a US social security number',
    pattern: /(?<![\w.-])(?!000|666|9)\d{3}-(?!00)\d{2}-(?!0000)\d{4}(?![\w.-])/g,
  },
  {
    kind: 'the number of a payment card',
    pattern: /(?<![\w.-])(?:\d{15,16}|\d{4}([ -])\d{4}\1\d{4}\1\d{4}|\d{4}([ -])\d{6}\2\d{5})(?![\w.-])/g,
    isReal: isCardNumber,
  },
  {
    kind: 'the home folder of a person',
    pattern: /(?<![\w.])(?:\/home\/|\/Users\/|[A-Z]:\\{1,2}Users\\{1,2})[A-Za-z0-9._-]{1,64}(?=[/\\])/g,
    isReal: (text) => !NOBODY.test(text),
  },
];

/** Users of images and of examples. */
const NOBODY = /[/\\](?:user|users|username|ubuntu|runner|jovyan|root|node|admin|you|me|Shared|Public)$/i;

/** An issuer's prefix, its length, and Luhn's check digit. */
function isCardNumber(text: string): boolean {
  const digits = text.replace(/\D/g, '');
  if (!/^(?:4\d{15}|5[1-5]\d{14}|2[2-7]\d{14}|3[47]\d{13}|6(?:011|5\d\d)\d{12})$/.test(digits)) return false;
  const sum = Array.from(digits)
    .toReversed()
    .reduce((total, digit, i) => {
      const doubled = Number(digit) * (i % 2 === 0 ? 1 : 2);
      return total + (doubled > 9 ? doubled - 9 : doubled);
    }, 0);
  return sum % 10 === 0;
}
