import { describe, expect, test } from 'vitest';
import { ensureDisposableStacks, OwnStack } from './disposable-stacks.ts';

type MakeStack = new () => AsyncDisposableStack;

describe.each<[string, MakeStack]>([
  ['the standard’s', AsyncDisposableStack],
  ['our own', OwnStack as unknown as MakeStack],
])('%s stack', (_, Stack) => {
  const noting = (notes: string[], name: string) => ({
    [Symbol.asyncDispose]: async () => void notes.push(name),
  });

  test('ends what it holds in reverse, once', async () => {
    const notes: string[] = [];
    const stack = new Stack();
    expect(stack.use(null)).toBeNull();
    stack.use(noting(notes, 'first'));
    stack.defer(() => void notes.push('second'));
    stack.adopt('third', (name) => void notes.push(name));
    await stack.disposeAsync();
    await stack.disposeAsync();
    expect(notes).toEqual(['third', 'second', 'first']);
  });

  test('hands everything to the stack it moves to', async () => {
    const notes: string[] = [];
    const stack = new Stack();
    stack.use(noting(notes, 'moved'));
    const other = stack.move();
    await stack.disposeAsync();
    expect(notes).toEqual([]);
    await other.disposeAsync();
    expect(notes).toEqual(['moved']);
  });

  test('goes on after a step that failed, and throws that failure', async () => {
    const notes: string[] = [];
    const stack = new Stack();
    stack.use(noting(notes, 'reached'));
    stack.defer(() => {
      throw new RangeError('broken');
    });
    await expect(stack.disposeAsync()).rejects.toThrow(RangeError);
    expect(notes).toEqual(['reached']);
  });
});

test('our own stack ends what is held at once, too', () => {
  const notes: string[] = [];
  {
    using stack = new OwnStack();
    stack.use({ [Symbol.dispose]: () => void notes.push('ended') });
  }
  expect(notes).toEqual(['ended']);
});

test('only a Node without the classes gets them', () => {
  const old: Record<string, unknown> = {};
  ensureDisposableStacks(old);
  expect(old).toEqual({ DisposableStack: OwnStack, AsyncDisposableStack: OwnStack });
  const standard = AsyncDisposableStack;
  ensureDisposableStacks();
  expect(AsyncDisposableStack).toBe(standard);
});
