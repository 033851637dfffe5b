import { textsAround, type Rule } from './rule.ts';
import { findSecrets, type SecretPattern } from './secret-patterns.ts';

/** Keys and tokens in the text around the weights, by the exact formats of those who issue them; never shown. */
export const secret = {
  id: 'CHECKPOINT_SECRET',
  severity: 'WARNING',
  effect: 'NOTE',
  remedy: 'withdraw the key where it was issued, for a copy may exist already; then publish without it',
  find(file) {
    return findSecrets(textsAround(file), PATTERNS).map(({ kind, place, fingerprint }) => ({
      message: `what looks like ${kind} stands in the text`,
      received: `${place}; sha256 begins ${fingerprint}`,
    }));
  },
} as const satisfies Rule;

// Each begins only where no word does already, so that no run of letters is looked at twice.
const PATTERNS: readonly SecretPattern[] = [
  { kind: 'an AWS access key', pattern: /(?<![A-Za-z0-9])(?:AKIA|ASIA)[A-Z2-7]{16}(?![A-Za-z0-9])/g },
  { kind: 'a GitHub token', pattern: /(?<![A-Za-z0-9_])gh[pousr]_[A-Za-z0-9]{36,255}(?![A-Za-z0-9_])/g },
  {
    kind: 'a GitHub token',
    pattern: /(?<![A-Za-z0-9_])github_pat_[A-Za-z0-9]{22}_[A-Za-z0-9]{59}(?![A-Za-z0-9_])/g,
  },
  { kind: 'a Hugging Face token', pattern: /(?<![A-Za-z0-9_])hf_[A-Za-z]{34}(?![A-Za-z0-9_])/g },
  { kind: 'a Google API key', pattern: /(?<![A-Za-z0-9_-])AIza[A-Za-z0-9_-]{35}(?![A-Za-z0-9_-])/g },
  {
    kind: 'a Slack token',
    pattern: /(?<![A-Za-z0-9-])xox[abeprs]-\d{8,}-[A-Za-z0-9-]{10,250}(?![A-Za-z0-9-])/g,
  },
  {
    kind: 'a JSON web token',
    pattern: /(?<![\w-])eyJ[\w-]{10,4096}\.eyJ[\w-]{10,4096}\.[\w-]{10,4096}(?![\w-])/g,
  },
  { kind: 'a private key', pattern: /-----BEGIN (?:[A-Z]{2,12} ){0,3}PRIVATE KEY-----/g },
];
