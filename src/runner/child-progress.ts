/*
 * Before its one line of result a child may say how far it is, one short line at a time. Whoever took the child over
 * writes what they like, so the parent believes no more than a number of items out of those it asked for.
 */
export type TellItems = (itemsDone: number, itemsTotal: number) => void;

/** In the child: tells each whole percent, but nobody needs to hear it more often than a few times a second. */
export function progressTeller(write: (line: string) => void, now = () => performance.now()): TellItems {
  let toldAt = now();
  let toldPercent = 0;
  return (itemsDone, itemsTotal) => {
    const percent = Math.floor((100 * itemsDone) / itemsTotal);
    if (percent <= toldPercent || now() - toldAt < TELL_MS) return;
    [toldPercent, toldAt] = [percent, now()];
    write(`${JSON.stringify({ itemsDone, itemsTotal })}\n`);
  };
}

const TELL_MS = 250;

/** In the parent: takes the child's bytes as they come, and tells what fits; the rest is not its matter. */
export function progressReader(itemsTotal: number, tell: TellItems): (chunk: Uint8Array) => void {
  let rest = '';
  let lines = 0;
  let most = 0;
  return (chunk) => {
    if (lines > LINES_MAX || rest.length > LINE_CHARACTERS_MAX) return;
    const [last = '', ...whole] = (rest + Buffer.from(chunk).toString('latin1')).split('\n').toReversed();
    rest = last;
    for (const line of whole.toReversed()) {
      const told = readLine(line);
      if (++lines > LINES_MAX || told?.itemsTotal !== itemsTotal || told.itemsDone <= most) return;
      most = told.itemsDone;
      tell(most, itemsTotal);
    }
  };
}

/** What a child wrote without the lines of progress before its result. */
export function withoutProgress(stdout: Buffer): Buffer {
  let at = 0;
  for (let lines = 0; lines < LINES_MAX; lines++) {
    const end = stdout.indexOf('\n', at);
    if (end < 0 || end - at > LINE_CHARACTERS_MAX || !readLine(stdout.toString('latin1', at, end))) break;
    at = end + 1;
  }
  return stdout.subarray(at);
}

// A line for each percent.
const LINES_MAX = 100;
const LINE_CHARACTERS_MAX = 80;
const LINE = /^\{"itemsDone":(\d{1,15}),"itemsTotal":(\d{1,15})\}$/;

function readLine(line: string): { itemsDone: number; itemsTotal: number } | null {
  const found = LINE.exec(line);
  if (!found) return null;
  const [itemsDone, itemsTotal] = [Number(found[1]), Number(found[2])];
  return itemsDone <= itemsTotal ? { itemsDone, itemsTotal } : null;
}
