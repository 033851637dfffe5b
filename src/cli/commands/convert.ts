import { link, mkdir, mkdtemp, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { Command } from 'commander';
import { refusal } from '../../base/errors.ts';
import type { Conversion } from '../../weights/convert-file.ts';
import { Examiner } from '../../weights/examiner.ts';
import { openProgress } from '../progress.ts';
import type { CommandContext, MakeCommand } from '../program.ts';
import { bytesText } from '../text.ts';

interface Options {
  readonly out?: string;
}

export const convertCommand: MakeCommand = (context) =>
  new Command('convert')
    .description('Write torch or NumPy files as safetensors, without Python; nothing of them is executed.')
    .argument('<files...>', '.pt, .pth, .bin, .ckpt, .npy, .npz, or a .zip with such members')
    .option('--out <folder>', 'where to put them; beside each file by default')
    .addHelpText(
      'after',
      `
The model's tensors go to <name>.safetensors, an optimizer's to <name>.optimizer.safetensors. A file is replaced
only by --out into another folder: what is there already is left as it is, and the command refuses.

Examples:
  $ heirloom convert pytorch_model.bin
  $ heirloom convert agent.zip --out ./agent --json`,
    )
    .action((files: string[], options: Options) => convert(context(), files, options));

async function convert({ terminal }: CommandContext, files: readonly string[], { out }: Options) {
  await using examiner = new Examiner();
  const results = [];
  for (const file of files) {
    const folder = path.resolve(out ?? path.dirname(file));
    const { outputs, notes } = await convertOne(examiner, file, folder, !terminal.isJson);
    for (const { file: target, sizeBytes, digest } of outputs)
      terminal.say(`✔ ${target}   ${bytesText(sizeBytes)}   ${digest}`);
    for (const note of notes) terminal.say(`  ${note}`);
    results.push({ input: file, outputs, notes });
  }
  terminal.result(results);
}

async function convertOne(
  examiner: Examiner,
  file: string,
  folder: string,
  isShown: boolean,
): Promise<Conversion> {
  const facts = await stat(file).catch(() => null);
  if (!facts?.isFile())
    throw refusal('CLI_FILE_MISSING', `there is no file ${file}`, { expected: 'a file', received: file });
  await mkdir(folder, { recursive: true });
  // Written beside the target, so that it is there whole or not at all.
  const incoming = await mkdtemp(path.join(folder, '.heirloom-convert-'));
  using progress = openProgress('converting', facts.size, isShown);
  try {
    const question = { file, path: path.basename(file), folder: incoming };
    const { outputs, notes } = await examiner.convert(question, (bytes) => progress.update(bytes, file));
    const targets = outputs.map((output) => ({ ...output, target: path.join(folder, output.path) }));
    for (const { target } of targets) await assertFree(target);
    for (const { file: written, target } of targets) {
      await mkdir(path.dirname(target), { recursive: true });
      // A link fails where the name is taken meanwhile; a rename would replace what is there.
      await link(written, target);
    }
    return { outputs: targets.map(({ target, ...output }) => ({ ...output, file: target })), notes };
  } finally {
    await rm(incoming, { recursive: true, force: true });
  }
}

async function assertFree(target: string): Promise<void> {
  if (!(await stat(target).catch(() => null))) return;
  throw refusal('CLI_FILE_EXISTS', `${target} is there already`, {
    expected: 'a name that is free',
    received: target,
    remedy: 'choose another folder with --out',
  });
}
