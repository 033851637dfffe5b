import { openGround } from './lineage/ground.ts';
import { hubContender } from './lineage/contenders.ts';
import { nodesOfSize } from './lineage/growth.ts';
import { openAsker, quantile } from './lineage/ask.ts';
await using ground = await openGround('/dev/shm/g1m');
await using graph = await ground.graphOf(1000000);
process.env.NODE_OPTIONS = process.env.PROF
  ? '--cpu-prof --cpu-prof-dir=/tmp/prof --cpu-prof-interval=200'
  : '';
await using hub = await hubContender(graph.url, '/dev/shm/g1m/hub');
const nodes = await nodesOfSize(graph, Number(process.env.SIZE ?? 6), 200);
using asker = openAsker(1);
for (let i = 0; i < 2000; i++) await asker.time(hub.ask(nodes[i % nodes.length]!, 100));
const times: number[] = [];
const N = Number(process.env.N ?? 20000);
for (let i = 0; i < N; i++) times.push(await asker.time(hub.ask(nodes[i % nodes.length]!, 100)));
console.log(quantile(times, 0.1), quantile(times, 0.5), quantile(times, 0.95));
