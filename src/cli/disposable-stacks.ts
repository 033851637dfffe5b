/*
 * Node 22 has `Symbol.dispose` but no stacks of disposables: the light client brings one there, in both roles.
 */
export function ensureDisposableStacks(place: object = globalThis): void {
  const lacks = (name: string) => !(name in place);
  if (lacks('DisposableStack')) Object.assign(place, { DisposableStack: OwnStack });
  if (lacks('AsyncDisposableStack')) Object.assign(place, { AsyncDisposableStack: OwnStack });
}

type Held = Partial<Disposable & AsyncDisposable> | null | undefined;

/** `DisposableStack` and `AsyncDisposableStack` of the standard, in one. */
export class OwnStack {
  #steps: (() => unknown)[] = [];

  use<Value extends Held>(value: Value): Value {
    const dispose = value?.[Symbol.asyncDispose] ?? value?.[Symbol.dispose];
    if (dispose) this.defer(() => dispose.call(value));
    return value;
  }

  adopt<Value>(value: Value, dispose: (value: Value) => unknown): Value {
    this.defer(() => dispose(value));
    return value;
  }

  defer(step: () => unknown): void {
    this.#steps.push(step);
  }

  move(): OwnStack {
    const other = new OwnStack();
    other.#steps = this.#steps.splice(0);
    return other;
  }

  dispose(): void {
    const failures: unknown[] = [];
    for (let step = this.#steps.pop(); step; step = this.#steps.pop()) {
      try {
        step();
      } catch (error) {
        failures.push(error);
      }
    }
    throwThem(failures);
  }

  async disposeAsync(): Promise<void> {
    const failures: unknown[] = [];
    for (let step = this.#steps.pop(); step; step = this.#steps.pop()) {
      try {
        await step();
      } catch (error) {
        failures.push(error);
      }
    }
    throwThem(failures);
  }

  [Symbol.dispose](): void {
    this.dispose();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.disposeAsync();
  }
}

// Every step was taken; one failure keeps its own class and code.
function throwThem(failures: readonly unknown[]): void {
  if (failures.length === 1) throw failures[0];
  if (failures.length > 1) throw new AggregateError(failures, 'several things could not be closed');
}
