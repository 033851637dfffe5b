import { once } from 'node:events';
import { registerHooks } from 'node:module';
import type WebTorrent from 'webtorrent';
import type * as WebTorrentModule from 'webtorrent';
import { messageOf } from '../base/errors.ts';
import { guardWires } from './guard-wire.ts';
import { newPeerId } from './peer-id.ts';
import { swarmFault } from './swarm-error.ts';

export interface TorrentClientOptions {
  /** The address incoming peers are accepted at. */
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
  readonly maxConns?: number;
  readonly uploadLimitBytesPerSecond?: number;
  readonly downloadLimitBytesPerSecond?: number;
}

/** A BitTorrent client that speaks only to whom we name: no DHT, PEX, LSD, UPnP, NAT-PMP, uTP, tracker or WebRTC. */
export async function openTorrentClient(options: TorrentClientOptions): Promise<WebTorrent> {
  const { default: Client } = await importWebTorrent();
  guardWires();
  const client = new Client({
    dht: false,
    lsd: false,
    natUpnp: false,
    natPmp: false,
    utp: false,
    utPex: false,
    tracker: false,
    webSeeds: false,
    // Disguise (MSE) costs a key exchange a connection and hides nothing from peers; a seeder of ours takes it.
    secure: 0,
    torrentPort: { host: options.host, port: options.port },
    maxConns: options.maxConns ?? 55,
    peerId: newPeerId(false),
    uploadLimit: options.uploadLimitBytesPerSecond ?? -1,
    downloadLimit: options.downloadLimitBytesPerSecond ?? -1,
  });
  try {
    await once(client, 'listening');
  } catch (cause) {
    throw swarmFault(
      'SWARM_CLIENT_FAILED',
      `no peers can be accepted at ${options.host}:${options.port}: ${messageOf(cause)}`,
      { remedy: 'choose another torrent port' },
      { cause },
    );
  }
  // One torrent's trouble is told by that torrent; the client itself must outlive it.
  client.on('error', () => undefined);
  return client;
}

export async function closeTorrentClient(client: WebTorrent): Promise<void> {
  // A client whose port failed has ended itself.
  if (client.destroyed) return;
  await new Promise<void>((resolve) => client.destroy(() => resolve()));
}

let imported: Promise<typeof WebTorrentModule> | undefined;

/** Imported at first use only: it costs about 250 ms that most commands never need. */
function importWebTorrent(): Promise<typeof WebTorrentModule> {
  return (imported ??= importWithoutWebRtc());
}

// WebTorrent imports a native WebRTC library that is absent on some platforms, and that we don't use.
async function importWithoutWebRtc(): Promise<typeof WebTorrentModule> {
  const hooks = registerHooks({
    resolve: (specifier, context, next) =>
      specifier === 'webrtc-polyfill' ? { url: NO_WEB_RTC, shortCircuit: true } : next(specifier, context),
  });
  try {
    return await import('webtorrent');
  } finally {
    hooks.deregister();
  }
}

const NO_WEB_RTC = `data:text/javascript,${encodeURIComponent(
  'export const RTCPeerConnection = undefined, RTCSessionDescription = undefined, RTCIceCandidate = undefined;',
)}`;
