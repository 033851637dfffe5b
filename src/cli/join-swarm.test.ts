import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { HubClient } from '../client/hub-client.ts';
import type { Session } from '../client/session.ts';
import { defaultHost, mayJoin, requireJoining } from './join-swarm.ts';
import type { Terminal } from './terminal.ts';

let home: string;
let asked: string[];

beforeEach(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'heirloom-consent-'));
  asked = [];
});

afterEach(() => rm(home, { recursive: true }));

const sessionWith = (url: string): Session => ({ client: new HubClient(url, null), account: null, home });

function terminalWith(answer: string | null): Terminal {
  return {
    isJson: false,
    isInteractive: answer !== null,
    say: (line) => asked.push(line),
    result: () => undefined,
    ask: () => Promise.resolve(answer ?? ''),
  };
}

const far = 'https://hub.example.org';

describe('joining a swarm', () => {
  test.each(['http://127.0.0.1:7420', 'http://localhost:1', 'http://[::1]:7420', 'http://127.9.9.9'])(
    'of a hub on this machine (%s) needs no word',
    async (url) => {
      expect(await mayJoin(terminalWith(null), sessionWith(url), false)).toBe(true);
      expect(asked).toEqual([]);
      expect(defaultHost(url)).toBe('127.0.0.1');
    },
  );

  test.each(['http://127.0.0.1.example.org', 'http://1.127.0.0', 'http://localhost.example.org', far])(
    'of %s is nothing a script does by itself',
    async (url) => {
      expect(await mayJoin(terminalWith(null), sessionWith(url), false)).toBe(false);
      await expect(requireJoining(terminalWith(null), sessionWith(url), false)).rejects.toMatchObject({
        code: 'CLI_SWARM_CONSENT',
        kind: 'refusal',
      });
      expect(defaultHost(url)).toBe('0.0.0.0');
    },
  );

  test('is asked for once, in so many words, and kept', async () => {
    expect(await mayJoin(terminalWith('no'), sessionWith(far), false)).toBe(false);
    expect(await mayJoin(terminalWith('yes'), sessionWith(far), false)).toBe(true);
    expect(asked.join('\n')).toContain("this machine's address");
    asked = [];
    expect(await mayJoin(terminalWith('no'), sessionWith(far), false)).toBe(true);
    expect(asked).toEqual([]);
    expect(await readFile(path.join(home, 'swarm-consent'), 'utf8')).toContain("this machine's address");
  });

  test('is said by --join, and then kept', async () => {
    expect(await mayJoin(terminalWith(null), sessionWith(far), true)).toBe(true);
    expect(await mayJoin(terminalWith(null), sessionWith(far), false)).toBe(true);
  });
});
