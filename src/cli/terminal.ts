import { createInterface } from 'node:readline/promises';
import { shownText } from './shown-text.ts';
import { HeirloomError, isRefusal, messageOf, refusal } from '../base/errors.ts';

/*
 * terminal   where a command speaks: lines for people, or one JSON document with --json
 */
export interface Terminal {
  readonly isJson: boolean;
  /** Whether a person is there to be asked. */
  readonly isInteractive: boolean;
  /** A line for people; nothing with --json. */
  say(line: string): void;
  /** The result: the document with --json, else nothing more than what was said. */
  result(document: unknown): void;
  ask(question: string, proposal?: string): Promise<string>;
}

export function openTerminal(isJson: boolean): Terminal {
  const isInteractive = !isJson && process.stdin.isTTY && process.stdout.isTTY;
  return {
    isJson,
    isInteractive,
    say: (line) => {
      if (!isJson) process.stdout.write(`${shownText(line)}\n`);
    },
    result: (document) => {
      if (isJson) process.stdout.write(`${JSON.stringify(document, null, 2)}\n`);
    },
    ask: (question, proposal) =>
      isInteractive ? askPerson(question, proposal) : Promise.reject(missing(question)),
  };
}

/** Exit codes: 0 done, 1 fault, 2 refusal, 130 interrupted; and 3 of an audit that found something. */
export function exitCodeOf(error: unknown): number {
  if (error instanceof Error && error.name === 'AbortError') return 130;
  return isRefusal(error) ? 2 : 1;
}

export function showError(isJson: boolean, error: unknown): void {
  const coded = error instanceof HeirloomError ? error : null;
  const code = coded?.code ?? 'CLI_BUG';
  const message = messageOf(error);
  if (isJson) {
    process.stdout.write(`${JSON.stringify({ error: { code, message, ...coded?.facts } }, null, 2)}\n`);
    return;
  }
  const lines = [`✘ ${message}   ${code}`];
  for (const [name, text] of Object.entries(coded?.facts ?? {}))
    lines.push(`  ${name.padEnd(8)}  ${String(text)}`);
  if (!coded && error instanceof Error && error.stack) lines.push(error.stack);
  process.stderr.write(`${shownText(lines.join('\n'))}\n`);
}

async function askPerson(question: string, proposal?: string): Promise<string> {
  const prompt = createInterface({ input: process.stdin, output: process.stdout });
  try {
    const answer = (await prompt.question(`${question}${proposal ? ` [${proposal}]` : ''}: `)).trim();
    return answer || (proposal ?? '');
  } finally {
    prompt.close();
  }
}

function missing(question: string) {
  return refusal('CLI_ANSWER_NEEDED', `this can't be found out: ${question}`, {
    expected: 'a flag that says it, since nobody is there to be asked',
    remedy: 'see --help',
  });
}
