import Wire from 'bittorrent-protocol';

/**
 * Makes every wire of this process end its connection where the library would throw in the middle of a stream, which
 * ends the process (an extended handshake with a key `toString` did), or collect up to 2 GiB for one message.
 * On the prototype, since WebTorrent makes wires of its own.
 */
export function guardWires(): void {
  if (isGuarded) return;
  isGuarded = true;
  const { _write: write, _onMessageLength: onMessageLength } = Wire.prototype;
  Wire.prototype._write = function guarded(this: Wire, chunk, done) {
    try {
      // The library joins what it holds with all that comes, to cut one message off: only that message is joined here.
      const begun = this._bufferSize > 0 ? this._parserSize - this._bufferSize : 0;
      const isCut = begun > 0 && begun < chunk.byteLength;
      if (isCut) write.call(this, chunk.subarray(0, begun), () => undefined);
      write.call(this, isCut ? chunk.subarray(begun) : chunk, done);
    } catch {
      this.destroy();
      done(null);
    }
  };
  Wire.prototype._onMessageLength = function bounded(this: Wire, bytes) {
    const lengthBytes = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);
    if (lengthBytes > MESSAGE_BYTES_MAX) throw new Error(`a message of ${lengthBytes} bytes`);
    onMessageLength.call(this, bytes);
  };
}

let isGuarded = false;
/** The longest honest one tells who has which of 8 million pieces. */
const MESSAGE_BYTES_MAX = 1 << 20;
