import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { bytesOf } from '../../../base/byte-source.ts';
import { fault } from '../../../base/errors.ts';
import { inspectArtifact } from '../../inspect.ts';
import { readZip } from './zip-archive.ts';
import { memberBytes, memberChunks } from './zip-chunks.ts';
import { writeZip, type MemberToWrite } from './zip-fixture.ts';

const text = Buffer.from('hello, hello, hello, hello');
const member = (overrides: Partial<MemberToWrite> = {}): MemberToWrite => ({
  name: 'a/b',
  bytes: text,
  ...overrides,
});
const zeros = new Uint8Array(1 << 22);

async function members(archive: Uint8Array): Promise<Record<string, string>> {
  const source = bytesOf(archive);
  const all: Record<string, string> = {};
  for (const entry of await readZip(source))
    all[entry.name] = (await memberBytes(source, entry, 1 << 23)).toString();
  return all;
}

const patched = (archive: Buffer, at: number, ...values: number[]) => {
  const copy = Buffer.from(archive);
  copy.set(values, at < 0 ? copy.byteLength + at : at);
  return copy;
};

describe('reads', () => {
  test.each<[string, Buffer]>([
    ['stored members', writeZip([member()])],
    ['deflated members', writeZip([member({ isDeflated: true })])],
    [
      'torch: descriptors, padding, ZIP64 end',
      writeZip([member({ hasDescriptor: true, localExtra: Buffer.from('FB\x02\x00ZZ') })], { zip64: true }),
    ],
    ['deflated members with descriptors', writeZip([member({ isDeflated: true, hasDescriptor: true })])],
    ['a folder beside its member', writeZip([{ name: 'a/', bytes: Buffer.alloc(0) }, member()])],
  ])('%s', async (_, archive) => {
    expect(await members(archive)).toEqual({ 'a/b': text.toString() });
  });

  test('an empty archive has no members', async () => {
    expect(await members(writeZip([]))).toEqual({});
  });

  test('members of several chunks', async () => {
    const bytes = Buffer.alloc(3 << 20, Buffer.from(Array.from({ length: 99_991 }, (_, i) => (i * i) >> 5)));
    expect((await members(writeZip([member({ bytes, isDeflated: true })])))['a/b']).toBe(bytes.toString());
  });
});

const plain = writeZip([member()]);
const twoMembers = [member({ name: 'a' }), member({ name: 'b' })];
const directoryAt = 30 + 3 + text.byteLength;

describe('refuses', () => {
  test.each<[string, Buffer]>([
    ['a prefix', writeZip([member()], { prefix: '#!/bin/sh\n' })],
    ['a prefix that offsets do not count', Buffer.concat([Buffer.from('x'), plain])],
    ['a suffix', Buffer.concat([plain, Buffer.from('x')])],
    ['a comment', writeZip([member()], { comment: 'hidden' })],
    ['a second archive behind the first', Buffer.concat([plain, plain])],
    ['a gap between members', writeZip([member({ gap: Buffer.from('gap') }), member({ name: 'c' })])],
    ['a gap before the directory', writeZip([member({ gap: Buffer.from('gap') })])],
    ['a name twice', writeZip([member(), member()])],
    ['another name in the local header', writeZip([member({ localName: 'a/c' })])],
    ['another method in the local header', patched(plain, 8, 8)],
    ['another length in the local header', patched(plain, 22, 1)],
    ['another checksum in the local header', patched(plain, 14, 1)],
    ['an absolute name', writeZip([member({ name: '/etc/passwd' })])],
    ['a name that climbs', writeZip([member({ name: 'a/../../b' })])],
    ['a backslash', writeZip([member({ name: 'a\\b' })])],
    ['a drive', writeZip([member({ name: 'C:x' })])],
    ['a NUL', writeZip([member({ name: 'a\0b' })])],
    ['an empty name', writeZip([member({ name: '' })])],
    ['a name in code page 437', writeZip([member({ name: 'ä' })])],
    ['encryption', writeZip([member({ flags: 1 })])],
    ['strong encryption', writeZip([member({ flags: 0x41 })])],
    ['a hidden directory', writeZip([member({ flags: 0x2000 })])],
    ['an unknown method', writeZip([member({ method: 12 })])],
    ['a stored member of two lengths', writeZip([member({ lengthBytes: 3 })])],
    ['another Unicode name', writeZip([member({ localExtra: Buffer.from('up\x01\x00a') })])],
    ['an extra field cut short', writeZip([member({ localExtra: Buffer.from('FB\x09\x00Z') })])],
    [
      'a ZIP64 record that says another size',
      writeZip([member({ localExtra: Buffer.concat([Buffer.from('\x01\x00\x10\x00'), Buffer.alloc(16)]) })]),
    ],
    ['a bomb', writeZip([member({ bytes: zeros, isDeflated: true })])],
    ['an overlap', patched(writeZip(twoMembers), 2 * (31 + text.byteLength) + 47 + 42, 5)],
    ['two members at one place', patched(writeZip(twoMembers), 2 * (31 + text.byteLength) + 47 + 42, 0)],
    ['a count too low', patched(patched(writeZip(twoMembers), -14, 1), -12, 1)],
    ['a count too high', patched(patched(plain, -14, 2), -12, 2)],
    ['counts that differ', patched(plain, -14, 2)],
    ['another disk', patched(plain, -18, 1)],
    ['a directory elsewhere', patched(plain, -6, directoryAt - 1)],
    ['a directory past the end', patched(plain, -6, 0xff, 0xff, 0xff)],
    ['an entry comment', patched(plain, directoryAt + 32, 1)],
    ['no directory at all', Buffer.from('PK\x03\x04')],
    ['a descriptor that differs', patched(writeZip([member({ hasDescriptor: true })]), directoryAt + 4, 0)],
    ['two ends that differ', patched(writeZip([member()], { zip64: true }), -98 + 32, 2)],
    ['a locator that points elsewhere', patched(writeZip([member()], { zip64: true }), -42 + 8, 1)],
  ])('%s', async (_, archive) => {
    await expect(readZip(bytesOf(archive))).rejects.toMatchObject({ code: 'CHECKPOINT_ZIP_MALFORMED' });
  });

  test.each<[string, Buffer]>([
    ['a wrong checksum', writeZip([member({ crc: 1 })])],
    ['a wrong checksum of deflated bytes', writeZip([member({ crc: 1, isDeflated: true })])],
    ['more inflated bytes than announced', writeZip([member({ isDeflated: true, lengthBytes: 3 })])],
    ['fewer inflated bytes than announced', writeZip([member({ isDeflated: true, lengthBytes: 300 })])],
    ['bytes that are not deflated', writeZip([member({ method: 8 })])],
  ])('%s, while the member is read', async (_, archive) => {
    await expect(members(archive)).rejects.toMatchObject({ code: 'CHECKPOINT_ZIP_MALFORMED' });
  });

  test('bytes behind a deflated stream', async () => {
    const archive = writeZip([member({ isDeflated: true })]);
    const [entry] = await readZip(bytesOf(archive));
    if (entry === undefined) throw new Error('no member');
    const longer = { ...entry, storedBytes: entry.storedBytes + 1 };
    const read = async () => {
      for await (const _ of memberChunks(bytesOf(archive), longer));
    };
    await expect(read()).rejects.toMatchObject({ code: 'CHECKPOINT_ZIP_MALFORMED' });
  });

  test('a member above the limit of who asks for it', async () => {
    const source = bytesOf(plain);
    const [entry] = await readZip(source);
    if (entry === undefined) throw new Error('no member');
    await expect(memberBytes(source, entry, 3)).rejects.toMatchObject({ code: 'CHECKPOINT_TOO_LARGE' });
  });

  test('every archive cut short', async () => {
    const archive = writeZip([member({ hasDescriptor: true })], { zip64: true });
    for (let length = 0; length < archive.byteLength; length++)
      await expect(readZip(bytesOf(archive.subarray(0, length))), `${length}`).rejects.toMatchObject({
        kind: 'refusal',
      });
  });
});

test('a fault of the disk while inflating stays a fault', async () => {
  const archive = writeZip([
    member({
      bytes: Buffer.from(Array.from({ length: 900_000 }, (_, i) => (i * i * 31) >> 7)),
      isDeflated: true,
    }),
  ]);
  const source = bytesOf(archive);
  const [entry] = await readZip(source);
  if (entry === undefined) throw new Error('no member');
  const dying = {
    ...source,
    read: async () => {
      throw fault('STORE_DISK', 'the disk is gone');
    },
  };
  const read = async () => {
    for await (const _ of memberChunks(dying, entry));
  };
  await expect(read()).rejects.toMatchObject({ code: 'STORE_DISK', kind: 'fault' });
});

test('an archive that hides something is rejected', async () => {
  expect(await inspectArtifact('a.zip', bytesOf(writeZip([member()], { comment: 'hidden' })))).toMatchObject({
    state: 'REJECTED',
    format: 'zip',
    findings: [{ rule: 'CHECKPOINT_ZIP_MALFORMED' }],
  });
});

test('an archive of other files is quarantined, its members named', async () => {
  expect(await inspectArtifact('a.zip', bytesOf(writeZip(twoMembers)))).toMatchObject({
    state: 'QUARANTINED',
    format: 'zip',
    findings: [{ rule: 'CHECKPOINT_ARCHIVE', received: '"a", "b"' }],
  });
});

const samples = join(process.env['HEIRLOOM_TEST_DATA'] ?? '../shared', 'data/checkpoints');

describe.skipIf(!existsSync(samples))('real archives (skipped where the sample data is absent)', () => {
  const names = existsSync(samples)
    ? readdirSync(samples).filter((name) => /\.(pt|zip|npz)$/.test(name) && name !== 'legacy.pt')
    : [];
  test.each(names)('%s: every member is read and its checksum right', async (name) => {
    const source = bytesOf(readFileSync(join(samples, name)));
    const entries = await readZip(source);
    expect(entries.length).toBeGreaterThan(0);
    for (const entry of entries) await memberBytes(source, entry, 1 << 26);
  });
});
