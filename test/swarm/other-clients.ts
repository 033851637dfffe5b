// BitTorrent clients that others wrote, each told to speak to nobody but the tracker, peers and web seeds it is given.
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface OtherClient {
  readonly name: string;
  /** The Debian package that brings it. */
  readonly packageName: string;
  /** rtorrent knows none. */
  readonly knowsWebSeeds: boolean;
  /** Transmission takes no peer from a tracker at 127.0.0.1. */
  readonly needsOwnAddress: boolean;
  isInstalled(): Promise<boolean>;
  /** The command that brings a .torrent file or a magnet into `job.folder`, or seeds what lies there. */
  command(job: ClientJob): Promise<readonly [program: string, ...words: string[]]>;
}

export interface ClientJob {
  /** A .torrent file or a magnet link. */
  readonly source: string;
  readonly folder: string;
  /** For its settings and session. */
  readonly home: string;
  readonly host: string;
}

/** Runs a client until disposed. */
export async function startClient(client: OtherClient, job: ClientJob): Promise<AsyncDisposable> {
  await mkdir(job.folder, { recursive: true });
  await mkdir(job.home, { recursive: true });
  const [program, ...words] = await client.command(job);
  const env = { PATH: process.env['PATH'], HOME: job.home, TERM: 'dumb' };
  const child = spawn(program, words, { stdio: 'ignore', env });
  return { [Symbol.asyncDispose]: () => kill(child) };
}

const aria2c: OtherClient = {
  name: 'aria2c',
  packageName: 'aria2',
  knowsWebSeeds: true,
  needsOwnAddress: false,
  isInstalled: () => isOnPath('aria2c'),
  command: async ({ source, folder, host }) => [
    'aria2c',
    '--enable-dht=false',
    '--enable-dht6=false',
    '--bt-enable-lpd=false',
    '--enable-peer-exchange=false',
    '--no-conf=true',
    `--interface=${host}`,
    `--listen-port=${await freePort()}`,
    '--follow-torrent=mem',
    '--bt-save-metadata=false',
    '--check-integrity=true',
    '--seed-ratio=0.0',
    `--dir=${folder}`,
    source,
  ],
};

const transmission: OtherClient = {
  name: 'Transmission',
  packageName: 'transmission-cli',
  knowsWebSeeds: true,
  needsOwnAddress: true,
  isInstalled: () => isOnPath('transmission-cli'),
  async command({ source, folder, home, host }) {
    const settings = {
      'bind-address-ipv4': host,
      'bind-address-ipv6': '::1',
      'dht-enabled': false,
      'lpd-enabled': false,
      'pex-enabled': false,
      'utp-enabled': false,
      'port-forwarding-enabled': false,
    };
    await writeFile(join(home, 'settings.json'), JSON.stringify(settings));
    const port = String(await freePort());
    return ['transmission-cli', '-g', home, '-M', '-p', port, '-w', folder, source];
  },
};

const rtorrent: OtherClient = {
  name: 'rtorrent',
  packageName: 'rtorrent',
  knowsWebSeeds: false,
  needsOwnAddress: false,
  isInstalled: () => isOnPath('rtorrent'),
  async command({ source, folder, home }) {
    const port = await freePort();
    const settings = join(home, 'settings.rc');
    const lines = [
      `session.path.set = ${home}`,
      `directory.default.set = ${folder}`,
      'system.daemon.set = true',
      'dht.mode.set = off',
      'protocol.pex.set = no',
      'trackers.use_udp.set = no',
      // It knows one peer an address; at 127.0.0.1 that one may be itself.
      'network.bind_address.set = 127.0.0.2',
      `network.port_range.set = ${port}-${port}`,
      'schedule2 = start, 0, 0, ((load.start,(cat,"' + source + '")))',
    ];
    await writeFile(settings, `${lines.join('\n')}\n`);
    return ['rtorrent', '-n', '-o', `import=${settings}`];
  },
};

const libtorrent: OtherClient = {
  name: 'libtorrent',
  packageName: 'python3-libtorrent',
  knowsWebSeeds: true,
  needsOwnAddress: false,
  isInstalled: () => hasModule('libtorrent'),
  command: async ({ source, folder, host }) => [PYTHON, PEER, source, folder, '--host', host],
};

const qbittorrent: OtherClient = {
  name: 'qBittorrent',
  packageName: 'qbittorrent-nox',
  knowsWebSeeds: true,
  needsOwnAddress: false,
  isInstalled: () => isOnPath('qbittorrent-nox'),
  async command({ source, folder, home, host }) {
    const folderOfSettings = join(home, 'qBittorrent', 'config');
    await mkdir(folderOfSettings, { recursive: true });
    await writeFile(join(folderOfSettings, 'qBittorrent.conf'), await qbittorrentSettings(host));
    return ['qbittorrent-nox', `--profile=${home}`, `--save-path=${folder}`, '--skip-dialog=true', source];
  },
};

export const otherClients: readonly OtherClient[] = [aria2c, transmission, rtorrent, libtorrent, qbittorrent];

/** The system's own, for which the package brings the module. */
const PYTHON = '/usr/bin/python3';
const PEER = fileURLToPath(new URL('./libtorrent-peer.py', import.meta.url));

async function qbittorrentSettings(host: string): Promise<string> {
  return [
    '[LegalNotice]',
    'Accepted=true',
    '[BitTorrent]',
    'Session\\DHTEnabled=false',
    'Session\\PeXEnabled=false',
    'Session\\LSDEnabled=false',
    `Session\\Port=${await freePort()}`,
    'Session\\InterfaceName=lo',
    `Session\\InterfaceAddress=${host}`,
    'Session\\QueueingSystemEnabled=false',
    'Session\\AddTorrentPaused=false',
    'Session\\GlobalMaxSeedingMinutes=-1',
    '[Network]',
    'PortForwardingEnabled=false',
    '[Preferences]',
    'WebUI\\Address=127.0.0.1',
    `WebUI\\Port=${await freePort()}`,
    'WebUI\\UseUPnP=false',
    // Else it fetches a list of the world's networks.
    'Connection\\ResolvePeerCountries=false',
    '',
  ].join('\n');
}

/** Some of them end with 1 when they are asked for their version. */
function isOnPath(program: string): Promise<boolean> {
  return new Promise((resolve) =>
    execFile(program, ['--version'], (error) =>
      resolve((error as NodeJS.ErrnoException | null)?.code !== 'ENOENT'),
    ),
  );
}

function hasModule(name: string): Promise<boolean> {
  return new Promise((resolve) =>
    execFile(PYTHON, ['-c', `import ${name}`], (error) => resolve(error === null)),
  );
}

/** Free a moment ago: these programs can't say which port they took of themselves. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGKILL');
  await once(child, 'exit');
}
