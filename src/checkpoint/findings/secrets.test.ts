import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { bytesOf } from '../../base/byte-source.ts';
import { inspectArtifact } from '../inspect.ts';
import { writeSafetensors } from '../write-safetensors.ts';

const inspect = (path: string, content: string | Uint8Array) =>
  inspectArtifact(path, bytesOf(Buffer.from(content as Uint8Array)));

// Put together here, so that no scanner takes this file for a leak.
const letters = 'AbCdEfGhIjKlMnOpQrStUvWxYzAbCdEfGhIjKlMnOpQrStUvWxYz';
const AWS = ['AK', 'IA'].join('');
const secrets: readonly [string, string][] = [
  ['an AWS access key', `${AWS}Q2W3E4R5T6Y7U2I3`],
  ['a GitHub token', `ghp_${letters.slice(0, 36)}`],
  ['a GitHub token', `github_pat_${letters.slice(0, 22)}_${letters.repeat(2).slice(0, 59)}`],
  ['a Hugging Face token', `hf_${letters.slice(0, 34)}`],
  ['a Google API key', `AIza${letters.slice(0, 35)}`],
  ['a Slack token', `${['xoxb', '1234567890'].join('-')}-${letters.slice(0, 24)}`],
  ['a JSON web token', `eyJ${letters.slice(0, 20)}.eyJ${letters.slice(0, 30)}.${letters.slice(0, 43)}`],
  ['a private key', ['-----BEGIN RSA', 'PRIVATE KEY-----'].join(' ')],
];

describe('a secret', () => {
  test.each(secrets)('%s is found by its form and never shown', async (kind, text) => {
    const inspection = await inspect('README.md', `# A card\n\nkey: "${text}",\n`);
    expect(inspection).toMatchObject({
      state: 'VERIFIED',
      findings: [{ rule: 'CHECKPOINT_SECRET', severity: 'WARNING' }],
    });
    const [finding] = inspection.findings;
    const hex = createHash('sha256').update(text).digest('hex');
    expect(finding?.message).toContain(kind);
    expect(finding?.received).toBe(`README.md, line 3; sha256 begins ${hex.slice(0, 12)}`);
    expect(JSON.stringify(inspection)).not.toContain(text);
  });

  test('is found in a header’s entries', async () => {
    const [, token = ''] = secrets[3] ?? [];
    const weights = writeSafetensors([{ name: 'w', dtype: 'U8', shape: [1], bytes: new Uint8Array(1) }], {
      wandb: token,
    });
    expect((await inspect('m.safetensors', weights)).findings).toMatchObject([
      { rule: 'CHECKPOINT_SECRET', received: expect.stringContaining('m.safetensors: wandb, line 1') },
    ]);
  });

  test('is told once, and not more than twenty', async () => {
    const [, token = ''] = secrets[3] ?? [];
    expect((await inspect('config.json', `{"a":"${token}","b":"${token}"}`)).findings).toHaveLength(1);
    const many = Array.from(
      { length: 90 },
      (_, i) => `${AWS}ABCDEFGHIJKLMN${letters[i % 26]}${letters[i % 25]}`,
    );
    const found = (await inspect('keys.txt', many.join('\n').toUpperCase())).findings;
    expect(found.length).toBeGreaterThan(5);
    expect(found.length).toBeLessThanOrEqual(20);
  });

  test.each([
    'hf_short',
    `xhf_${letters.slice(0, 34)}`,
    `hf_${letters.slice(0, 35)}`,
    'AKIAnot-a-key-at-all',
    'eyJ.eyJ.',
    '-----BEGIN PUBLIC KEY-----',
    'ghp_',
    'sha256:0f343b0931126a20f133d67c2b018a3b5e1c3b0a9e7b3c8f0f343b0931126a20',
    'version 10.0.1.255',
  ])('%s is none', async (text) => {
    expect((await inspect('README.md', text)).findings).toEqual([]);
  });
});

describe('personal data', () => {
  test.each([
    ['an e-mail address', 'ask ada.lovelace@analytical.engine.org'],
    ['a US social security number', 'SSN 219-09-9999'],
    ['the number of a payment card', '4532 0151 1283 0366'],
    ['the number of a payment card', '378282246310005'],
    ['the home folder of a person', 'output_dir: /home/ada/runs/7'],
    ['the home folder of a person', String.raw`"C:\\Users\\ada\\models"`],
  ])('%s is a hint without a fingerprint', async (kind, text) => {
    const { findings } = await inspect('notes.txt', text);
    expect(findings).toMatchObject([
      { rule: 'CHECKPOINT_PERSONAL_DATA', severity: 'INFO', received: 'notes.txt, line 1' },
    ]);
    expect(findings[0]?.message).toContain(kind);
  });

  test.each([
    'git@example.com',
    '/home/user/model/',
    '/usr/home/page',
    '4532 0151 1283 0367',
    '1234567812345670',
    '000-12-3456',
    '2024-01-02-3456',
    '3.141592653589793',
    '1.4532015112830366',
  ])('%s is none', async (text) => {
    expect((await inspect('notes.txt', text)).findings).toEqual([]);
  });
});

test('hostile repeats are searched in one pass each', async () => {
  for (const piece of [
    'eyJ',
    'eyJ-',
    'a@',
    'a.',
    'a@a.',
    '/home/',
    '1-',
    '4',
    'xoxb-1',
    'hf_',
    '-----BEGIN ',
  ])
    expect((await inspect('long.txt', piece.repeat(1_000_000 / piece.length))).state).toBe('VERIFIED');
});
