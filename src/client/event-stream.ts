import { fault } from '../base/errors.ts';

/** One event of a stream of server-sent events; what else such a stream may hold is passed over. */
export interface ServerEvent {
  readonly name: string;
  readonly data: string;
}

/** An event is one answer; ours have some kilobytes. */
const EVENT_BYTES_MAX = 1 << 20;

/** Reads a stream of `text/event-stream` as it comes; one event without end is an odd answer. */
export async function* readEvents(body: AsyncIterable<Uint8Array>): AsyncGenerator<ServerEvent> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of body) {
    const events = (rest + decoder.decode(chunk, { stream: true })).split(/\r?\n\r?\n/);
    rest = events.pop() ?? '';
    for (const text of events) {
      const event = eventOf(text);
      if (event) yield event;
    }
    if (rest.length > EVENT_BYTES_MAX)
      throw fault('CLIENT_ANSWER_ODD', `an event of the hub is longer than ${EVENT_BYTES_MAX} bytes`);
  }
}

function eventOf(text: string): ServerEvent | null {
  const fields = text.split(/\r?\n/).map((line) => /^(event|data): ?(.*)$/.exec(line));
  const of = (field: string) => fields.flatMap((match) => (match?.[1] === field ? [match[2] ?? ''] : []));
  const [name] = of('event');
  return name === undefined ? null : { name, data: of('data').join('\n') };
}
