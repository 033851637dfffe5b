import { describe, expect, test } from 'vitest';
import { accountIn } from './account.ts';

describe('accountIn', () => {
  test('takes the user postgres where there is one', () => {
    const passwd = 'root:x:0:0::/root:/bin/sh\npostgres:x:101:104:,,,:/var/lib/postgresql:/bin/bash\n';
    expect(accountIn(passwd)).toEqual({ uid: 101, gid: 104 });
  });

  test('takes the first system user otherwise', () => {
    const passwd = 'root:x:0:0::/:/bin/sh\nmail:x:8:8::/:/bin/sh\ndaemon:x:1:1::/:/bin/sh\n';
    expect(accountIn(passwd)).toEqual({ uid: 1, gid: 1 });
  });

  test.each([
    ['root under another name', 'postgres:x:0:0::/root:/bin/sh\n'],
    ['in the group of root', 'postgres:x:70:0::/root:/bin/sh\n'],
    ['nobody, whom sandboxes use', 'nobody:x:65534:65534::/:/bin/false\n'],
    ['a person', 'ada:x:1000:1000::/home/ada:/bin/sh\n'],
    ['in a torn line', 'postgres\npostgres:x::\n'],
  ])('never takes a user who is %s', (_, passwd) => {
    expect(() => accountIn(passwd)).toThrow(expect.objectContaining({ code: 'STORE_EMBEDDED_NO_ACCOUNT' }));
  });
});
