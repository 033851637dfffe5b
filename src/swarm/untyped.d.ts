// The parts we use of packages that carry no types. Pinned versions: webtorrent 3.0.21, bittorrent-tracker 11.2.3.

declare module 'webtorrent' {
  import type { EventEmitter } from 'node:events';

  export interface ChunkStore {
    readonly chunkLength: number;
    get(
      index: number,
      options: GetOptions | null,
      done: (error: Error | null, bytes?: Uint8Array) => void,
    ): void;
    put(index: number, bytes: Uint8Array, done: (error?: Error | null) => void): void;
    close(done: (error?: Error | null) => void): void;
    destroy(done: (error?: Error | null) => void): void;
  }

  export interface GetOptions {
    readonly offset?: number;
    readonly length?: number;
  }

  export interface Wire extends EventEmitter {
    readonly type: string;
    readonly peerId: string | null;
    readonly remoteAddress?: string;
    readonly remotePort?: number;
    readonly destroyed: boolean;
    readonly peerRequests: readonly unknown[];
    /** Bytes that wait for a slow reader (a streamx stream). */
    readonly _readableState?: { readonly buffered: number };
    extendedHandshake: { reqq?: number };
    destroy(): void;
  }

  export interface Torrent extends EventEmitter {
    readonly infoHash: string;
    readonly pieceLength: number;
    readonly pieces: readonly unknown[];
    readonly length: number;
    readonly downloaded: number;
    readonly downloadSpeed: number;
    readonly uploaded: number;
    readonly received: number;
    readonly done: boolean;
    readonly ready: boolean;
    readonly destroyed: boolean;
    readonly wires: readonly Wire[];
    readonly bitfield: { get(index: number): boolean };
    addPeer(address: string): boolean;
    removePeer(peer: string): void;
    addWebSeed(connection: { readonly connId: string }): void;
    select(from: number, to: number, priority?: number): void;
    destroy(options: object, done: (error?: Error | null) => void): void;
  }

  export interface TorrentOptions {
    readonly preloadedStore: ChunkStore;
    readonly storeCacheSlots: 0;
    readonly skipVerify?: boolean;
    readonly bitfield?: Uint8Array;
    readonly deselect?: boolean;
    readonly maxWebConns?: number;
    readonly uploads?: number;
  }

  export interface ClientOptions {
    readonly dht: false;
    readonly lsd: false;
    readonly natUpnp: false;
    readonly natPmp: false;
    readonly utp: false;
    readonly utPex: false;
    readonly tracker: false;
    readonly webSeeds: false;
    readonly secure: 0 | 1;
    readonly torrentPort: { readonly host: string; readonly port: number };
    readonly maxConns?: number;
    readonly uploadLimit?: number;
  }

  export default class WebTorrent extends EventEmitter {
    constructor(options: ClientOptions);
    readonly peerId: string;
    readonly destroyed: boolean;
    /** A number once the client listens. */
    readonly torrentPort: number;
    readonly dht: unknown;
    readonly natTraversal: unknown;
    readonly utp: boolean;
    readonly lsd: boolean;
    readonly utPex: boolean;
    readonly tracker: unknown;
    readonly torrents: readonly Torrent[];
    add(metainfo: Uint8Array, options: TorrentOptions): Torrent;
    destroy(done: (error?: Error | null) => void): void;
    address(): { readonly address: string; readonly port: number } | null;
  }
}

declare module 'webtorrent/lib/webconn.js' {
  import type { Torrent, Wire } from 'webtorrent';

  export default class WebConn {
    constructor(url: string, torrent: Torrent);
    readonly connId: string;
    readonly url: string;
    readonly _torrent: Torrent | null;
    httpRequest(
      piece: number,
      offset: number,
      length: number,
      done: (error: Error | null, bytes?: Uint8Array) => void,
    ): Promise<void>;
    destroy(): void;
  }
}

declare module 'bittorrent-tracker/server' {
  import type { EventEmitter } from 'node:events';
  import type { IncomingMessage, ServerResponse } from 'node:http';
  import type { Duplex } from 'node:stream';

  export interface AnnounceParams {
    readonly type: 'http' | 'ws' | 'udp';
    readonly info_hash: string;
    readonly peer_id: string;
    readonly ip?: string;
    readonly port?: number;
    readonly addr?: string;
    readonly httpReq?: IncomingMessage;
    readonly httpRes?: ServerResponse;
    readonly socket?: WebSocketLike;
    readonly event?: unknown;
    readonly offer_id?: unknown;
    offers?: unknown;
    answer?: unknown;
    numwant: number;
  }

  export interface SwarmPeer {
    readonly type: 'http' | 'ws' | 'udp';
    readonly peerId: string;
    readonly ip: string;
    readonly port: number;
    readonly complete: boolean;
    readonly socket?: WebSocketLike;
  }

  export interface AnnounceAnswer {
    complete: number;
    incomplete: number;
    peers: SwarmPeer[];
    'min interval'?: number;
  }

  export type AnnounceDone = (error: Error | null, answer?: AnnounceAnswer) => void;

  export class TrackerSwarm {
    constructor(infohash: string, server: TrackerServer);
    readonly infoHash: string;
    readonly complete: number;
    readonly incomplete: number;
    readonly peers: { readonly keys: readonly string[]; peek(key: string): SwarmPeer | undefined };
    announce(params: AnnounceParams, done?: AnnounceDone): void;
  }

  export interface WebSocketLike extends EventEmitter {
    upgradeReq?: IncomingMessage;
    readonly peerId?: string | null;
    readonly infoHashes?: readonly string[] | null;
    readonly bufferedAmount: number;
    readonly readyState: number;
    send: (data: string, done?: (error?: Error) => void) => void;
    close(code?: number): void;
    terminate(): void;
  }

  export default class TrackerServer extends EventEmitter {
    constructor(options: {
      readonly http: false;
      readonly udp: false;
      readonly stats: false;
      readonly ws: { readonly noServer: true; readonly maxPayload: number };
      readonly interval: number;
      readonly peersCacheLength: number;
      readonly peersCacheTtl: number;
      readonly filter: (
        infohash: string,
        params: AnnounceParams,
        done: (error?: Error | null) => void,
      ) => void;
    });
    static readonly Swarm: typeof TrackerSwarm;
    readonly torrents: Record<string, TrackerSwarm>;
    readonly ws: {
      handleUpgrade(
        request: IncomingMessage,
        socket: Duplex,
        head: Buffer,
        done: (webSocket: WebSocketLike) => void,
      ): void;
    };
    onHttpRequest(
      request: IncomingMessage,
      response: ServerResponse,
      options: { readonly action: 'announce' },
    ): void;
    onWebSocketConnection(webSocket: WebSocketLike): void;
    _onWebSocketRequest(webSocket: WebSocketLike, options: object, message: unknown): void;
    close(done?: () => void): void;
  }
}
