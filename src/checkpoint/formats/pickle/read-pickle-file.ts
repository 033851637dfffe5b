import type { ByteSource } from '../../../base/byte-source.ts';
import { refuse } from '../../checkpoint-error.ts';
import type { FormatReport } from '../format-report.ts';
import { arrayEntry } from '../numpy/array-entry.ts';
import type { FileToRead } from '../reader.ts';
import { isTorchMagic, readTorchLegacy } from '../torch/torch-legacy.ts';
import { pickleMalformed } from './pickle-error.ts';
import { pickleReport } from './pickle-report.ts';
import { readPickle, type PickleReading } from './read-pickle.ts';

/** A file of pickles, mostly one: verified without being run, its NumPy arrays listed; or torch's old container. */
export async function readPickleFile({ source }: FileToRead): Promise<FormatReport> {
  const first = await readPickle(source, 0, { isTorch: false });
  if (isTorchMagic(first.value)) return readTorchLegacy(source, first);
  return pickleReport('pickle', await readPickles(source, first), ({ name, tensor }) =>
    'bytes' in tensor ? arrayEntry(name, tensor) : null,
  );
}

/** A file whose name says pickle: protocols 0 and 1 have no mark, so its first byte must be one that they begin with. */
export async function readUnmarkedPickle(file: FileToRead): Promise<FormatReport> {
  const [first = 0] = await file.source.read(0, Math.min(1, file.source.sizeBytes));
  if (FIRST_OPCODES.includes(String.fromCharCode(first))) return readPickleFile(file);
  throw refuse(
    'CHECKPOINT_FORMAT_UNSUPPORTED',
    'this file is neither a pickle nor anything else that this hub reads',
    {
      expected: 'a pickle, by its name',
      received: `a first byte of ${first}`,
    },
  );
}

/** A mark, an empty container, a global, or a value. */
const FIRST_OPCODES = '(]})cFGIJKLMNPSTUVX\x80';
const PICKLES_MAX = 8;

/** One after the other up to the end, as repeated dumps write them; nothing else may follow. */
async function readPickles(source: ByteSource, first: PickleReading): Promise<readonly PickleReading[]> {
  const readings = [first];
  // Behind a doubtful pickle nothing is known, not even where it ends.
  for (let last = first; last.unlisted.length === 0 && last.end < source.sizeBytes; readings.push(last)) {
    if (readings.length === PICKLES_MAX) throw pickleMalformed(`at most ${PICKLES_MAX} pickles`, 'more');
    last = await readPickle(source, last.end, { isTorch: false });
  }
  return readings;
}
