import { pino, type Logger } from 'pino';

export type Log = Logger;
export type LogLevel = 'silent' | 'error' | 'warn' | 'info' | 'debug';

/** Structured lines on stderr; secrets never reach it, whatever is logged. */
export function openLog(level: LogLevel): Log {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: {
        paths: ['token', 'authorization', '*.token', '*.authorization', 'req.headers.authorization'],
      },
    },
    pino.destination({ fd: 2, sync: true }),
  );
}
