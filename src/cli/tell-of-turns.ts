import { TURNS, type TurnAwaited } from '../client/wait-for-turn.ts';
import { shownText } from './shown-text.ts';

/** Says on stderr that a hub makes this program wait, and ends the wait when the person does. */
export function tellOfTurns(signal: AbortSignal): void {
  TURNS.subscribe((message: unknown) => {
    const { origin, seconds, giveUp } = message as TurnAwaited;
    const line = `… ${origin} was asked too much; asking again in ${seconds} s`;
    process.stderr.write(`${shownText(line)}\n`);
    if (signal.aborted) giveUp();
    else signal.addEventListener('abort', giveUp, { once: true });
  });
}
