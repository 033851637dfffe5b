import { SingleBar } from 'cli-progress';
import { bytesText, secondsText } from './text.ts';

/** A bar on stderr with speed and time left; silent where nobody looks. */
export interface Progress extends Disposable {
  update(bytesDone: number, note?: string): void;
}

export function openProgress(title: string, bytesTotal: number, isShown: boolean): Progress {
  if (!isShown || !process.stderr.isTTY || bytesTotal === 0) return { update() {}, [Symbol.dispose]() {} };
  const bar = new SingleBar({
    format: `${title.padEnd(10)} {bar} {percentage} %  {done}/{all}  {speed}/s  {left} left  {note}`,
    barsize: 24,
    barCompleteChar: '█',
    barIncompleteChar: '░',
    hideCursor: true,
    clearOnComplete: true,
    stream: process.stderr,
  });
  const startedAt = performance.now();
  let bytesAtStart = -1;
  bar.start(bytesTotal, 0, { done: '0 B', all: bytesText(bytesTotal), speed: '–', left: '–', note: '' });
  return {
    update(bytesDone, note = '') {
      if (bytesAtStart < 0) bytesAtStart = bytesDone;
      const seconds = (performance.now() - startedAt) / 1000;
      const speed = seconds > 0 ? (bytesDone - bytesAtStart) / seconds : 0;
      bar.update(bytesDone, {
        done: bytesText(bytesDone),
        speed: bytesText(speed),
        left: speed > 0 ? secondsText((bytesTotal - bytesDone) / speed) : '–',
        note,
      });
    },
    [Symbol.dispose]: () => bar.stop(),
  };
}
