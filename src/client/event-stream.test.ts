import { expect, test } from 'vitest';
import { readEvents, type ServerEvent } from './event-stream.ts';

async function* bytesOf(chunks: readonly string[]) {
  for (const chunk of chunks) yield Buffer.from(chunk, 'latin1');
}

async function read(...chunks: string[]): Promise<ServerEvent[]> {
  const events: ServerEvent[] = [];
  for await (const event of readEvents(bytesOf(chunks))) events.push(event);
  return events;
}

test('events are read however they are cut, and with either line break', async () => {
  const text = ':\n\nevent: next\ndata: {"é": 1}\n\nevent: complete\r\ndata: \r\n\r\n';
  const bytes = Buffer.from(text).toString('latin1');
  const wanted = [
    { name: 'next', data: '{"é": 1}' },
    { name: 'complete', data: '' },
  ];
  for (let at = 0; at <= bytes.length; at++)
    expect(await read(bytes.slice(0, at), bytes.slice(at))).toEqual(wanted);
});

test('several lines of data are one text, and other fields are passed over', async () => {
  expect(await read('id: 7\nevent: next\nretry: 1\ndata: a\ndata: b\n\ndata: alone\n\n')).toEqual([
    { name: 'next', data: 'a\nb' },
  ]);
});

test('an event without end is an odd answer', async () => {
  const reading = read('event: next\ndata: ', ...Array.from({ length: 20 }, () => 'x'.repeat(100_000)));
  await expect(reading).rejects.toThrow(expect.objectContaining({ code: 'CLIENT_ANSWER_ODD' }));
});
