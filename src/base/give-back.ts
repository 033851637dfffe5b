/**
 * Gives the memory of bytes that nobody reads any more back at once, where nothing else lies in it. Left to the collector,
 * what a file brings from the wire makes it walk the whole heap once for each 64 MiB.
 */
export function giveBack(bytes: Uint8Array): void {
  const { buffer } = bytes;
  if (buffer instanceof ArrayBuffer && buffer.byteLength === bytes.byteLength) buffer.transfer(0);
}
