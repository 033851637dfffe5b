import { bytesOf, rangeOf, type ByteSource } from '../base/byte-source.ts';
import { readZip, type ZipEntry } from './formats/zip/zip-archive.ts';
import { memberBytes, memberChunks } from './formats/zip/zip-chunks.ts';

/** A file inside an archive. */
export interface ArchiveMember {
  readonly name: string;
  readonly lengthBytes: number;
  /** Its bytes, once their checksum is right: in place where stored, inflated into memory up to 256 MiB otherwise. */
  open(): Promise<ByteSource>;
}

/**
 * The files of a ZIP archive that itself stays quarantined, such as an agent of Stable-Baselines3 with its policy.pth:
 * each can be inspected and converted on its own. Refuses as `readZip` does.
 */
export async function archiveMembers(source: ByteSource): Promise<readonly ArchiveMember[]> {
  return (await readZip(source)).map((entry) => ({
    name: entry.name,
    lengthBytes: entry.lengthBytes,
    open: () => openMember(source, entry),
  }));
}

const INFLATED_BYTES_MAX = 256 << 20;

async function openMember(source: ByteSource, entry: ZipEntry): Promise<ByteSource> {
  if (!entry.isStored) return bytesOf(await memberBytes(source, entry, INFLATED_BYTES_MAX));
  for await (const chunk of memberChunks(source, entry)) void chunk;
  return rangeOf(source, entry.offset, entry.lengthBytes);
}
