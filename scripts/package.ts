/**
 * Makes the file npm publishes: JavaScript without types in dist/, beside it the SDL and the BitTorrent libraries.
 * Those are bundled, because one of their dependencies compiles a WebRTC library at install that nothing here uses.
 */
import { spawnSync } from 'node:child_process';
import { cp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'vite';
import { OPTIONAL, withoutNative } from './without-native.ts';

const SWARM = 'dist/src/swarm';
const VENDOR: Readonly<Record<string, string>> = {
  webtorrent: '../../vendor/webtorrent.js',
  'bittorrent-protocol': '../../vendor/bittorrent-protocol.js',
  'bittorrent-tracker/server': '../../vendor/bittorrent-tracker.js',
};

await rm('dist', { recursive: true, force: true });
run('tsc -p tsconfig.build.json');
run('node scripts/build-web.ts --if-stale');
await cp('schema', 'dist/schema', { recursive: true });
await bundleBitTorrent();
await pointAtVendor();
run(`npm pack --pack-destination ${JSON.stringify(process.argv[2] ?? '.')}`);

async function bundleBitTorrent(): Promise<void> {
  await build({
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    ssr: { noExternal: true, target: 'node', external: [...OPTIONAL] },
    build: {
      ssr: true,
      outDir: 'dist/vendor',
      target: 'node24',
      rollupOptions: {
        input: {
          webtorrent: 'webtorrent',
          'bittorrent-protocol': 'bittorrent-protocol',
          'bittorrent-tracker': 'bittorrent-tracker/server',
        },
        external: [...OPTIONAL],
      },
    },
    plugins: [withoutNative()],
  });
}

async function pointAtVendor(): Promise<void> {
  for (const name of (await readdir(SWARM)).filter((entry) => entry.endsWith('.js'))) {
    const file = path.join(SWARM, name);
    const code = await readFile(file, 'utf8');
    const pointed = code.replaceAll(/(?<=(?:from|import\() ?)'([\w/-]+)'/g, (whole, id: string) =>
      VENDOR[id] === undefined ? whole : `'${VENDOR[id]}'`,
    );
    if (pointed !== code) await writeFile(file, pointed);
  }
}

function run(command: string): void {
  const { status } = spawnSync(command, { stdio: 'inherit', shell: true });
  if (status !== 0) process.exit(1);
}
