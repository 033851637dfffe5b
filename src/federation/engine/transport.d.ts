import type { Transport } from './gateway-runtime.d.ts';

/** Of every transport the same. */
declare const transport: Transport;
// oxlint-disable-next-line import/no-default-export
export default transport;
