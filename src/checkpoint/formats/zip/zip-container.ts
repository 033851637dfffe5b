import { refuse } from '../../checkpoint-error.ts';
import type { FormatReport } from '../format-report.ts';
import { isNpz, readNpz } from '../numpy/npz.ts';
import type { FileToRead } from '../reader.ts';
import { readTorchZip, torchRoot } from '../torch/torch-zip.ts';
import { readZip, type ZipEntry } from './zip-archive.ts';

/** A ZIP archive by what its members make it; one that is no known container is never unpacked. */
export async function readZipContainer({ source }: FileToRead): Promise<FormatReport> {
  const entries = await readZip(source);
  const root = torchRoot(entries);
  if (root !== null) return readTorchZip(source, entries, root);
  if (isNpz(entries)) return readNpz(source, entries);
  throw unknownArchive(entries);
}

const MEMBERS_SHOWN = 20;

function unknownArchive(entries: readonly ZipEntry[]) {
  const shown = entries.slice(0, MEMBERS_SHOWN).map(({ name }) => JSON.stringify(name.slice(0, 100)));
  const more = entries.length > shown.length ? ` and ${entries.length - shown.length} more` : '';
  return refuse('CHECKPOINT_ARCHIVE', 'this archive is no container of weights that this hub knows', {
    expected: 'members as torch.save or numpy.savez write them',
    received: entries.length === 0 ? 'no members' : shown.join(', ') + more,
  });
}
