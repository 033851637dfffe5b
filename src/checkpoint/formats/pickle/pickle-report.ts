import { pickleGlobal } from '../../findings/pickle-global.ts';
import { tensorUnlisted } from '../../findings/tensor-unlisted.ts';
import type { Finding } from '../../inspection.ts';
import type { FormatReport, TensorEntry } from '../format-report.ts';
import { contentsOf, type NamedTensor } from './pickle-contents.ts';
import { nestingOf } from './pickle-nesting.ts';
import type { UnlistedGlobal } from './pickle-machine.ts';
import type { PickleReading } from './read-pickle.ts';

/** Gives a tensor's place, or null where no container but this one has a name for its elements. */
export type PlaceTensor = (named: NamedTensor) => TensorEntry | null;

/** What pickles say: their verdict where globals are unlisted, else their tensors and scalars. */
export function pickleReport(
  format: string,
  readings: readonly PickleReading[],
  place: PlaceTensor,
): FormatReport {
  const unlisted = readings.flatMap((reading) => reading.unlisted);
  const pickleGlobals = [...new Set(readings.flatMap(({ requests }) => requests))].sort();
  if (unlisted.length > 0) return { format, pickleGlobals, findings: [unlistedFinding(unlisted)] };
  const { tensors, specials, entries } = contentsOf(readings.map(({ value }) => value));
  const left = specials.map(({ name, what }) => unlistedTensor(name, `a ${what} tensor`));
  const placed = tensors.flatMap((named) => {
    const entry = place(named);
    if (entry === null) left.push(unlistedTensor(named.name, 'an element type without a name elsewhere'));
    return entry ?? [];
  });
  const [root] = readings;
  return {
    format,
    isLegacy: true,
    tensors: placed,
    entries,
    pickleGlobals,
    ...(root !== undefined && readings.length === 1 && { nesting: nestingOf(root.value, entries) }),
    findings: left.slice(0, FINDINGS_MAX),
  };
}

const FINDINGS_MAX = 20;

function unlistedFinding(unlisted: readonly UnlistedGlobal[]): Finding {
  const shown = unlisted
    .slice(0, FINDINGS_MAX)
    .map(({ name, position }) => `${name.slice(0, 200)} at ${position}`);
  const { id: rule, severity, remedy } = pickleGlobal;
  const received = shown.join(', ');
  const message = `loading this pickle would import code that is not on the list: ${shown.slice(0, 3).join(', ')}`;
  return {
    rule,
    severity,
    message,
    expected: 'tensors, numbers, text and their containers',
    received,
    remedy,
  };
}

// Its parts are plain arrays, but a table of them would give an identity of weights to an encoding of them.
function unlistedTensor(name: string, received: string): Finding {
  const { id: rule, severity, remedy } = tensorUnlisted;
  const message = `${name.slice(0, 200)} is checked, but not in the table`;
  return { rule, severity, message, expected: 'a plain array', received, remedy };
}
