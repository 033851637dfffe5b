// `bring` as a process of its own: CLIENT SOURCE ADDRESS.
import { bring, SOURCES } from './downloads.ts';
import { otherClients } from './other-clients.ts';

const [name, wanted, address] = process.argv.slice(2);
const client = otherClients.find((one) => one.name === name);
const source = SOURCES.find((one) => one === wanted);
if (!client || !source || address === undefined) throw new Error('downloads-program CLIENT SOURCE ADDRESS');
process.stdout.write(JSON.stringify(await bring(client, source, address)));
