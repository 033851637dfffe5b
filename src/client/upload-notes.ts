import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { PreviousUpload, UrlStorage } from 'tus-js-client';
import { digestOf, hexOf } from '../base/digest.ts';

/**
 * Where broken uploads go on: one small file each under the home, whole or not there. A client killed while it
 * writes one, or two clients at once, cost at most an upload begun anew; the library's own one file for all of
 * them could stay torn or locked.
 */
export function uploadNotes(home: string): UrlStorage {
  const folder = path.join(home, 'uploads');
  const fileOf = (fingerprint: string) => path.join(folder, `${hexOf(digestOf(fingerprint))}.json`);
  return {
    findAllUploads: async () => [],
    async findUploadsByFingerprint(fingerprint) {
      const file = fileOf(fingerprint);
      const note = await readNote(file);
      return note ? [{ ...note, urlStorageKey: file }] : [];
    },
    removeUpload: (file) => rm(file, { force: true }),
    async addUpload(fingerprint, upload) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const file = fileOf(fingerprint);
      const draft = `${file}.${randomBytes(6).toString('hex')}.tmp`;
      await writeFile(draft, JSON.stringify(upload), { mode: 0o600 });
      await rename(draft, file);
      return file;
    },
  };
}

// A note that can't be read is a note that is not there.
async function readNote(file: string): Promise<PreviousUpload | null> {
  try {
    const note = JSON.parse(await readFile(file, 'utf8')) as PreviousUpload | null;
    return typeof note?.uploadUrl === 'string' ? note : null;
  } catch {
    return null;
  }
}
