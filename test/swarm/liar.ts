// A peer that gives whatever a file holds under an honest torrent's name: WebTorrent's own seeding, which checks nothing.
import { once } from 'node:events';
import { fileChunkStore } from '../../src/swarm/file-chunk-store.ts';
import { readMetainfo } from '../../src/swarm/metainfo.ts';
import { closeTorrentClient, openTorrentClient } from '../../src/swarm/torrent-client.ts';

export interface Liar extends AsyncDisposable {
  readonly port: number;
  uploadedBytes(): number;
}

export async function openLiar(metainfo: Uint8Array, path: string): Promise<Liar> {
  const client = await openTorrentClient({ host: '127.0.0.1', port: 0 });
  const store = fileChunkStore({ ...readMetainfo(metainfo), place: { path }, isWritable: false });
  const torrent = client.add(metainfo, { preloadedStore: store, storeCacheSlots: 0, skipVerify: true });
  await once(torrent, 'ready');
  return {
    port: client.torrentPort,
    uploadedBytes: () => torrent.uploaded,
    [Symbol.asyncDispose]: () => closeTorrentClient(client),
  };
}
