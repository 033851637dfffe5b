import { SingleBar } from 'cli-progress';
import { bytesText, countText, secondsText } from './text.ts';

/** A bar on stderr with speed and time left; silent where nobody looks. */
export interface Progress extends Disposable {
  update(done: number, note?: string): void;
}

export function openProgress(title: string, total: number, isShown: boolean): Progress {
  return openBar(title, total, isShown, bytesText);
}

/** The same for things that are counted. */
export function openCount(title: string, total: number, isShown: boolean): Progress {
  return openBar(title, total, isShown, (count) => countText(Math.round(count)));
}

function openBar(
  title: string,
  total: number,
  isShown: boolean,
  textOf: (amount: number) => string,
): Progress {
  if (!isShown || !process.stderr.isTTY || total === 0) return { update() {}, [Symbol.dispose]() {} };
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
  let atStart = -1;
  bar.start(total, 0, { done: textOf(0), all: textOf(total), speed: '–', left: '–', note: '' });
  return {
    update(done, note = '') {
      if (atStart < 0) atStart = done;
      const seconds = (performance.now() - startedAt) / 1000;
      const speed = seconds > 0 ? (done - atStart) / seconds : 0;
      bar.update(done, {
        done: textOf(done),
        speed: textOf(speed),
        left: speed > 0 ? secondsText((total - done) / speed) : '–',
        note,
      });
    },
    [Symbol.dispose]: () => bar.stop(),
  };
}
