import { writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Ground } from './ground.ts';
import { freePort } from './programs.ts';
import { WatchedProcess } from './watch-process.ts';

/** An nginx that gives the files of the ground and takes uploads into `/in/`. */
export async function openNginx(
  ground: Ground,
): Promise<AsyncDisposable & { readonly url: string; readonly running: WatchedProcess }> {
  const port = await freePort(ground.host);
  const room = ground.room();
  const settings = path.join(room, 'nginx.conf');
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (kind) => `${kind}_temp_path ${room}/${kind};`,
  );
  writeFileSync(
    settings,
    `daemon off; master_process off; pid ${room}/pid; error_log ${room}/errors;
    ${process.getuid?.() === 0 ? 'user root;' : ''}
    events { worker_connections 256; }
    http { access_log off; sendfile on; tcp_nopush on; client_max_body_size 0; ${temporary.join(' ')}
      server { listen ${ground.host}:${port}; root ${ground.folder};
        location /in/ { alias ${room}/; dav_methods PUT; } } }`,
  );
  const running = new WatchedProcess(['nginx', '-p', room, '-e', `${room}/errors`, '-c', settings], {
    stdio: 'ignore',
  });
  while (!(await answers(ground.host, port))) await sleep(20);
  return {
    url: `http://${ground.host}:${port}`,
    running,
    async [Symbol.asyncDispose]() {
      await running[Symbol.asyncDispose]();
      ground.clear(room);
    },
  };
}

function answers(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port });
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('close', () => socket.destroy());
    socket.once('connect', () => socket.destroy());
  });
}
