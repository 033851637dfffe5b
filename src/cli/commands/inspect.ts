import path from 'node:path';
import { Command } from 'commander';
import { refusal } from '../../base/errors.ts';
import { inspectArtifact } from '../../checkpoint/inspect.ts';
import { collectFiles, sizeOfFiles, type CollectedFile } from '../../client/collect-files.ts';
import { openUrlSource } from '../../client/url-source.ts';
import { checkMetainfo } from '../../swarm/check-metainfo.ts';
import { openFileSource } from '../../weights/open-file-source.ts';
import { inspectionLines } from '../inspection-lines.ts';
import { openProgress } from '../progress.ts';
import type { CommandContext, MakeCommand } from '../program.ts';
import { bytesText } from '../text.ts';

interface Options {
  readonly quick?: true;
  readonly stats: boolean;
  readonly tensors: string;
}

export const inspectCommand: MakeCommand = (context) =>
  new Command('inspect')
    .description(
      'Show what is inside files; nothing is executed, no hub is needed, nothing leaves this machine.',
    )
    .argument('<files...>', 'files or folders, .torrent files too; with --quick also addresses')
    .option('--quick', 'headers only, also of an address that answers ranges: no digests, no statistics')
    .option('--no-stats', 'digests, but no statistics of the values')
    .option('--tensors <n>', 'how many tensors to show, or all', '20')
    .addHelpText(
      'after',
      `
Examples:
  $ heirloom inspect model.safetensors --json
  $ heirloom inspect ./my-model --no-stats
  $ heirloom inspect --quick https://hub.example/model-00001-of-00030.safetensors`,
    )
    .action((inputs: string[], options: Options) =>
      options.quick ? inspectQuickly(context(), inputs, options) : inspect(context(), inputs, options),
    );

async function inspect(context: CommandContext, words: readonly string[], options: Options) {
  const { terminal } = context;
  const shown = tensorsShown(options);
  const torrents = await inspectTorrents(context, words.filter(isTorrent));
  const inputs = words.filter((word) => !isTorrent(word));
  if (inputs.length === 0) return terminal.result(torrents);
  using progress = openProgress('reading', await sizeOfFiles(inputs), !terminal.isJson);
  const done = new Map<string, number>();
  const files = await collectFiles(
    inputs,
    (file, bytesDone) => {
      done.set(file, bytesDone);
      progress.update(
        [...done.values()].reduce((sum, bytes) => sum + bytes, 0),
        file,
      );
    },
    { statistics: options.stats ? 'SPECTRAL' : 'NONE' },
  );
  progress[Symbol.dispose]();
  for (const { path: name, role, examination } of files) {
    const { inspection, digest, sizeBytes } = examination;
    const facts = [name, inspection.state, inspection.format, role.toLowerCase(), bytesText(sizeBytes)];
    terminal.say(facts.join('   '));
    terminal.say(`  ${digest}`);
    for (const line of inspectionLines(inspection, shown)) terminal.say(line);
  }
  terminal.result([...torrents, ...files.map(documentOf)]);
}

/** Digests of pieces and blocks are for transfers, not for readers. */
function documentOf({ path: name, role, examination }: CollectedFile) {
  return { path: name, role, ...examination, pieceHashes: undefined, blockDigests: undefined };
}

function isTorrent(word: string): boolean {
  return word.toLowerCase().endsWith('.torrent');
}

/** A torrent is no part of a checkpoint: only its structure is judged. */
async function inspectTorrents({ terminal }: CommandContext, files: readonly string[]) {
  const verdicts = [];
  for (const file of files) {
    await using source = await openFileSource(file);
    const bytes = await source.read(0, Math.min(source.sizeBytes, METAINFO_BYTES_READ));
    const verdict = checkMetainfo(bytes);
    terminal.say(
      verdict.isAccepted
        ? `${file}   torrent ${verdict.version}   ${verdict.files} files`
        : `${file}   no valid torrent   ${verdict.reason}   ${verdict.received}`,
    );
    verdicts.push({ path: file, ...verdict });
  }
  return verdicts;
}

/** One byte more than the checker takes, so that it says so itself. */
const METAINFO_BYTES_READ = (32 << 20) + 1;

async function inspectQuickly({ terminal }: CommandContext, inputs: readonly string[], options: Options) {
  const shown = tensorsShown(options);
  const looks = [];
  for (const input of inputs) {
    const isUrl = /^https?:\/\//.test(input);
    const opened = new AsyncDisposableStack();
    await using _ = opened;
    const source = isUrl ? await openUrlSource(input) : opened.use(await openFileSource(input));
    const name = isUrl ? path.posix.basename(new URL(input).pathname) : path.basename(input);
    const inspection = await inspectArtifact(name, source, { isQuick: true });
    terminal.say(`${input}   ${inspection.format}   ${bytesText(source.sizeBytes)}   headers only`);
    for (const line of inspectionLines(inspection, shown)) terminal.say(line);
    looks.push({ path: input, sizeBytes: source.sizeBytes, inspection });
  }
  terminal.result(looks);
}

function tensorsShown({ tensors }: Options): number {
  if (tensors === 'all') return Number.MAX_SAFE_INTEGER;
  if (/^\d{1,9}$/.test(tensors)) return Number(tensors);
  throw refusal('CLI_NUMBER', 'that is not a number of tensors', {
    expected: 'a whole number, or all',
    received: tensors,
  });
}
