import type { Command } from 'commander';
import { programOf } from '../../../src/cli/program.ts';
import { page } from './markdown.ts';

const WIDTH = 100;

/** Each command's own help, word for word. */
export async function commandReference(): Promise<string> {
  const program = await programOf(unused);
  const sections = program.commands.flatMap((command) => [
    `## heirloom ${command.name()}\n\n${block(command)}`,
    ...command.commands.map((part) => `### heirloom ${command.name()} ${part.name()}\n\n${block(part)}`),
  ]);
  return page('Commands', 'the program’s own --help', [
    'Exit codes: 0 done, 1 fault (ours, the network’s, the machine’s), 2 refusal (yours to mend), 130 interrupted; `heirloom audit` has 3 besides, for something found. With `--json` an error is one document `{"error": {code, message, expected, received, remedy}}` on stdout.',
    block(program),
    ...sections,
  ]);
}

function block(command: Command): string {
  return `\`\`\`text\n${helpOf(command)}\n\`\`\``;
}

function helpOf(command: Command): string {
  const lines: string[] = [];
  command.configureOutput({
    writeOut: (text) => lines.push(text),
    getOutHelpWidth: () => WIDTH,
    getOutHasColors: () => false,
  });
  command.outputHelp();
  return lines.join('').trim();
}

function unused(): never {
  throw new Error('no command runs while its help is read');
}
