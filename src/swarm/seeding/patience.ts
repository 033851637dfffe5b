import type { Socket } from 'node:net';

/** Ends a connection that is not let go in time, however busy it keeps itself. */
export function endAfter(socket: Socket, ms: number): { letGo(): void } {
  const timer = setTimeout(() => socket.destroy(), ms);
  const letGo = () => clearTimeout(timer);
  socket.once('close', letGo);
  return { letGo };
}

/** Ends a connection whose other side says nothing for so long; what we say, keep-alives too, does not count. */
export function endSilent(socket: Socket, silenceMs: number): void {
  const timer = setTimeout(() => socket.destroy(), silenceMs);
  socket.on('data', () => timer.refresh());
  // Who reads is there, even when it has nothing to say.
  socket.on('drain', () => timer.refresh());
  socket.once('close', () => clearTimeout(timer));
}
