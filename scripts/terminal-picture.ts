/** Plays the demo in a folder of its own and draws what it printed as docs/pictures/demo.svg. */
import { spawn } from 'node:child_process';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';

const root = path.resolve(import.meta.dirname, '..');
const FILE = path.join(root, 'docs/pictures/demo.svg');
const BYTES_MAX = 40_000;

const SIZE = 13;
const LINE = 20;
/** Of a monospaced font; textLength holds every viewer's font to it. */
const CHARACTER = SIZE * 0.6;
const MARGIN = 18;
const BAR = 34;

const WORDS = ['demo', '--exit', '--port', '0'];
const svg = pictureOf(`heirloom ${WORDS.join(' ')}`, await demoOutput());
if (Buffer.byteLength(svg) > BYTES_MAX) throw new Error(`the picture is larger than ${BYTES_MAX} bytes`);
await mkdir(path.dirname(FILE), { recursive: true });
await writeFile(FILE, svg);
console.log(`wrote: ${path.relative(root, FILE)}`);

async function demoOutput(): Promise<readonly string[]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'heirloom-picture-'));
  try {
    // Else a demo of root's would keep its database outside of the folder that goes.
    await chmod(folder, 0o711);
    const program = path.join(root, 'bin/heirloom.js');
    const demo = spawn(process.execPath, [program, ...WORDS], {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ended = new Promise<number | null>((resolve) => demo.once('close', resolve));
    const output = await text(demo.stdout);
    if ((await ended) !== 0) throw new Error(`the demo failed:\n${output}`);
    return output.trimEnd().split('\n');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function pictureOf(command: string, output: readonly string[]): string {
  const lines = [`$ ${command}`, ...output];
  const width = Math.ceil(Math.max(...lines.map((line) => line.length)) * CHARACTER) + 2 * MARGIN;
  const height = BAR + lines.length * LINE + MARGIN;
  const dots = ['#ff5f57', '#febc2e', '#28c840'].map(
    (fill, i) => `<circle cx="${MARGIN + 6 + i * 20}" cy="${BAR / 2}" r="6" fill="${fill}"/>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="What the demo prints">
<style>text{font:${SIZE}px ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;fill:#d7dce2;white-space:pre}.ok{fill:#5fd38d}.warn{fill:#f2c14e}.kind{fill:#7fb2ff}.dim{fill:#8a929c}</style>
<rect width="${width}" height="${height}" rx="10" fill="#14171c"/>
${dots.join('')}
${lines.map(lineOf).join('\n')}
</svg>
`;
}

function lineOf(line: string, row: number): string {
  const y = BAR + row * LINE + SIZE;
  const length = (line.length * CHARACTER).toFixed(1);
  return `<text x="${MARGIN}" y="${y}" textLength="${length}" lengthAdjust="spacingAndGlyphs" xml:space="preserve">${coloured(line)}</text>`;
}

// The words are the demo's; only their colours are ours.
function coloured(line: string): string {
  return escaped(line)
    .replace(/^\$ /, '<tspan class="dim">$ </tspan>')
    .replaceAll('✔', '<tspan class="ok">✔</tspan>')
    .replaceAll(/⚠.*$/g, (warning) => `<tspan class="warn">${warning}</tspan>`)
    .replaceAll(/[├└]─[A-Z_]+→/g, (arrow) => `<tspan class="kind">${arrow}</tspan>`);
}

function escaped(line: string): string {
  return line.replaceAll(/[&<>]/g, (character) => `&#${character.charCodeAt(0)};`);
}
