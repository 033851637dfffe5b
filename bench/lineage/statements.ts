import { Client } from 'pg';

/** A statement of the hub, with marks where a question's own values stand. */
export interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
}

/** Hears what this process asks PostgreSQL while `act` runs. */
export async function statementsOf(act: () => Promise<unknown>): Promise<readonly Statement[]> {
  const heard: Statement[] = [];
  const query = Client.prototype.query as (...words: unknown[]) => unknown;
  Client.prototype.query = function (this: Client, ...words: unknown[]) {
    const [first, second] = words;
    const config =
      typeof first === 'string' ? { text: first, values: second } : (first as Partial<Statement>);
    const values = Array.isArray(config?.values) ? (config.values as unknown[]) : [];
    if (config?.text) heard.push({ text: config.text, values });
    return query.apply(this, words);
  } as typeof Client.prototype.query;
  try {
    await act();
    return heard;
  } finally {
    Client.prototype.query = query as typeof Client.prototype.query;
  }
}

/** The question's own values as marks, so that another program can put others there. */
export function marked(
  statements: readonly Statement[],
  own: { readonly reference: string; readonly id: number; readonly size: number },
): readonly Statement[] {
  const markOf = (value: unknown) => {
    if (value === own.reference) return 'REFERENCE';
    if (value === own.id) return 'ID';
    return value === own.size ? 'SIZE' : value;
  };
  return statements.map(({ text, values }) => ({ text, values: values.map(markOf) }));
}
