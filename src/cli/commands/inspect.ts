import { Command } from 'commander';
import { collectFiles } from '../../client/collect-files.ts';
import type { MakeCommand } from '../program.ts';
import { bytesText, columns, countText } from '../text.ts';

const TENSORS_SHOWN = 20;

export const inspectCommand: MakeCommand = (context) =>
  new Command('inspect')
    .description('Show what is inside files of this machine; nothing is executed and nothing leaves it.')
    .argument('<files...>', 'files or folders')
    .addHelpText('after', '\nExample:\n  $ heirloom inspect model.safetensors --json')
    .action(async (inputs: string[]) => {
      const { terminal } = context();
      const files = await collectFiles(inputs, () => undefined);
      for (const { path, role, examination } of files) {
        const { inspection, digest, sizeBytes } = examination;
        terminal.say(
          `${path}   ${inspection.state}   ${inspection.format}   ${role.toLowerCase()}   ${bytesText(sizeBytes)}`,
        );
        terminal.say(`  ${digest}`);
        if (inspection.parameterCount > 0)
          terminal.say(`  ${countText(inspection.parameterCount)} parameters`);
        for (const { severity, rule, message } of inspection.findings)
          terminal.say(`  ${severity} ${rule}: ${message}`);
        const shown = inspection.tensors.slice(0, TENSORS_SHOWN);
        for (const line of columns(shown.map((t) => [`  ${t.name}`, t.dtype, `[${t.shape.join(', ')}]`])))
          terminal.say(line);
        if (inspection.tensors.length > TENSORS_SHOWN)
          terminal.say(`  … ${inspection.tensors.length - TENSORS_SHOWN} more`);
      }
      terminal.result(
        files.map(({ path, role, examination }) => ({ path, role, ...examination, pieceHashes: undefined })),
      );
    });
