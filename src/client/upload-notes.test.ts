import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { uploadNotes } from './upload-notes.ts';

const note = {
  size: 1,
  metadata: {},
  creationTime: '',
  urlStorageKey: '',
  uploadUrl: 'http://hub/uploads/1',
  parallelUploadUrls: null,
};
let home: string;
beforeAll(async () => void (home = await mkdtemp(path.join(tmpdir(), 'heirloom-notes-'))));
afterAll(() => rm(home, { recursive: true, force: true }));

test('a note is found by its fingerprint until it is removed', async () => {
  const notes = uploadNotes(home);
  const key = await notes.addUpload('one', note);
  expect(await notes.findUploadsByFingerprint('one')).toMatchObject([{ uploadUrl: note.uploadUrl }]);
  expect(await notes.findUploadsByFingerprint('two')).toEqual([]);
  await notes.removeUpload(key);
  expect(await notes.findUploadsByFingerprint('one')).toEqual([]);
});

test.each(['', '{"uploadUrl":"http', 'null', '{"uploadUrl":7}'])(
  'a torn note, %j, counts as none, and the next one takes its place',
  async (torn) => {
    const notes = uploadNotes(home);
    const file = await notes.addUpload('torn', note);
    await writeFile(file, torn);
    expect(await notes.findUploadsByFingerprint('torn')).toEqual([]);
    await notes.addUpload('torn', note);
    expect(await notes.findUploadsByFingerprint('torn')).toHaveLength(1);
    expect((await readdir(path.dirname(file))).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  },
);
