import type { Plugin } from 'vite';

/**
 * What the native libraries of WebTorrent are replaced by: nothing here speaks WebRTC or uTP, and the store that would
 * lock files is not used. Left in, the last would look for a compiled file to load beside whoever bundled it.
 */
const ABSENT: Readonly<Record<string, string>> = {
  'webrtc-polyfill':
    'export const RTCPeerConnection = undefined, RTCSessionDescription = undefined, RTCIceCandidate = undefined;',
  'utp-native': 'export default undefined;',
  'fs-native-extensions': 'module.exports = null;',
};

/** Optional speed-ups of `ws`, which does without them. */
export const OPTIONAL: readonly string[] = ['bufferutil', 'utf-8-validate'];

export function withoutNative(): Plugin {
  return {
    name: 'without-native',
    enforce: 'pre',
    resolveId: (source) => (ABSENT[source] === undefined ? null : `\0${source}`),
    load: (id) => (id.startsWith('\0') ? (ABSENT[id.slice(1)] ?? null) : null),
  };
}
