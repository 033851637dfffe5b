import path from 'node:path';
import { build, type Plugin } from 'vite';
const root = path.resolve(import.meta.dirname, '..');
const ABSENT: Readonly<Record<string, string>> = {
  'webrtc-polyfill':
    'export const RTCPeerConnection = undefined, RTCSessionDescription = undefined, RTCIceCandidate = undefined;',
  'utp-native': 'export default undefined;',
};
const REPLACED: Record<string,string> = {
  [path.join(root,'src/config/version.ts')]: `export const version = () => '0.1.0';`,
  [path.join(root,'src/weights/worker-script.ts')]: 'export const workerScript = () => new URL(import.meta.url);',
};
function p(): Plugin {
  return { name: 'p', enforce: 'pre',
    resolveId(source, importer) { if (ABSENT[source]!==undefined) return '\0'+source;
     if (source==='node:module' && importer?.endsWith('torrent-client.ts')) return '\0hooks'; return null; },
    load(id) { if (id==='\0hooks') return 'export const registerHooks = () => ({ deregister() {} });'; if (id.startsWith('\0')) return ABSENT[id.slice(1)] ?? null; return REPLACED[id] ?? null; },
  };
}
const optional = ['bufferutil', 'utf-8-validate'];
await build({ configFile: false, logLevel: 'info', publicDir: false, root,
  ssr: { noExternal: true, target: 'node', external: optional },
  build: { ssr: true, outDir: process.argv[2] ?? 'dist', emptyOutDir: false, target: 'node22', minify: process.argv[3]==='min', 
    rollupOptions: { input: { 'heirloom-cli': path.join(root,'src/cli/light-client.ts') }, external: optional,
     output: { entryFileNames: '[name].mjs', codeSplitting: false } as any } },
  plugins: [p()] });
