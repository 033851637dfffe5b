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
    readonly requests: readonly {
      readonly piece: number;
      readonly offset: number;
      readonly length: number;
    }[];
    /** Which pieces the peer says it has: a bit field, or an object that says yes to everything. */
    peerPieces: {
      get(index: number): boolean;
      set(index: number, isThere: boolean): void;
      readonly buffer: Uint8Array;
      readonly setAll?: unknown;
    };
    readonly peerChoking: boolean;
    readonly peerInterested: boolean;
    uploadSpeed(): number;
    /** Bytes a second; what the library's pipeline of requests follows. */
    downloadSpeed: () => number;
    have(index: number): void;
    cancel(piece: number, offset: number, length: number): void;
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
    _select(from: number, to: number, priority: number, notify: undefined, isStream: true): void;
    /** Not documented: how the library itself notes a good piece, looks for work, and finds that it is done. */
    _markVerified(index: number): void;
    _checkDone(): void;
    _update(): void;
    _updateInterest(): void;
    select(from: number, to: number, priority?: number): void;
    destroy(options: object, done: (error?: Error | null) => void): void;
  }

  export interface TorrentOptions {
    readonly preloadedStore: ChunkStore;
    readonly storeCacheSlots: 0;
    readonly skipVerify?: boolean;
    readonly bitfield?: Uint8Array;
    readonly deselect?: boolean;
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
    readonly downloadLimit?: number;
    readonly peerId?: string;
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

declare module 'bittorrent-protocol' {
  import type { EventEmitter } from 'node:events';

  type Respond = (error: Error | null, bytes?: Uint8Array) => void;

  export default class Wire extends EventEmitter {
    constructor(type: 'tcpIncoming' | 'tcpOutgoing', peEnabled: 0 | 1 | 2);
    readonly peerId: string | null;
    readonly peerChoking: boolean;
    readonly peerInterested: boolean;
    readonly hasFast: boolean;
    readonly destroyed: boolean;
    readonly extendedHandshake: { reqq?: number; metadata_size?: number };
    readonly peerExtendedMapping: Readonly<Record<string, number>>;
    on(
      event: 'request',
      heard: (piece: number, offset: number, length: number, respond: Respond) => void,
    ): this;
    on(event: 'cancel', heard: (piece: number, offset: number, length: number) => void): this;
    on(event: 'data', heard: (chunk: Uint8Array) => void): this;
    on(event: 'interested' | 'end' | 'close' | 'error', heard: () => void): this;
    once(event: 'handshake', heard: (infohash: string, peerId: string) => void): this;
    once(event: 'crypto-infohash', heard: (disguised: string) => void): this;
    once(event: 'end' | 'close', heard: () => void): this;
    write(chunk: Uint8Array): boolean;
    handshake(infohash: string, peerId: string, extensions: { readonly fast: boolean }): void;
    setInfoHash(infohash: string): void;
    setKeepAlive(isOn: boolean): void;
    use(extension: new () => { onMessage(message: Uint8Array): void }): void;
    piece(index: number, offset: number, block: Uint8Array): void;
    /** 1: plain, 2: RC4; undefined or null without MSE. */
    readonly _encryptionMethod?: number | null;
    extended(name: string, payload: Uint8Array): void;
    haveAll(): void;
    bitfield(bits: Uint8Array): void;
    unchoke(): void;
    destroy(): void;
    _write(chunk: Uint8Array, done: (error: Error | null) => void): void;
    readonly _bufferSize: number;
    readonly _parserSize: number;
    _onMessageLength(bytes: Uint8Array): void;
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
