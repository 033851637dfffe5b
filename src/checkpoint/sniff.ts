/** What the first bytes of a file say it is; `unknown` may still be text or, by its name, ONNX. */
export function sniffFormat(head: Uint8Array): string {
  const bytes = Buffer.from(head.buffer, head.byteOffset, head.byteLength);
  if (isSafetensors(bytes)) return 'safetensors';
  if (isWebp(bytes)) return 'webp';
  const magic = MAGICS.find(({ offset, hex }) => bytes.subarray(offset).toString('hex').startsWith(hex));
  if (magic !== undefined) return magic.format;
  if (isTar(bytes)) return 'tar';
  if (isPickle(bytes)) return 'pickle';
  return isOnnx(bytes) ? 'onnx' : 'unknown';
}

/** Enough for tar's magic at 257. */
export const HEAD_BYTES = 512;

/** Machine code and scripts: never data, whatever their name. */
export const CODE_FORMATS: ReadonlySet<string> = new Set([
  'elf',
  'pe',
  'mach-o',
  'wasm',
  'class',
  'script',
  'html',
]);

interface Magic {
  readonly format: string;
  readonly offset: number;
  readonly hex: string;
}

function ascii(format: string, text: string, offset = 0): Magic {
  return { format, offset, hex: Buffer.from(text, 'latin1').toString('hex') };
}

const MAGICS: readonly Magic[] = [
  ascii('png', '\x89PNG\r\n\x1a\n'),
  ascii('jpeg', '\xff\xd8\xff'),
  ascii('zip', 'PK\x03\x04'),
  ascii('zip', 'PK\x05\x06'),
  ascii('gguf', 'GGUF'),
  ascii('ggml', 'lmgg'),
  ascii('hdf5', '\x89HDF\r\n\x1a\n'),
  ascii('tflite', 'TFL3', 4),
  ascii('npy', '\x93NUMPY'),
  ascii('gzip', '\x1f\x8b'),
  ascii('bzip2', 'BZh'),
  ascii('xz', '\xfd7zXZ\0'),
  ascii('zstd', '\x28\xb5\x2f\xfd'),
  ascii('7z', "7z\xbc\xaf'\x1c"),
  ascii('rar', 'Rar!\x1a\x07'),
  ascii('tar', 'ustar', 257),
  ascii('parquet', 'PAR1'),
  ascii('elf', '\x7fELF'),
  ascii('pe', 'MZ'),
  ascii('mach-o', '\xfe\xed\xfa'),
  ascii('mach-o', '\xcf\xfa\xed\xfe'),
  ascii('mach-o', '\xce\xfa\xed\xfe'),
  ascii('class', '\xca\xfe\xba\xbe'),
  ascii('wasm', '\0asm'),
  ascii('script', '#!'),
  ascii('script', '<?php'),
  ascii('git-lfs-pointer', 'version https://git-lfs.github.com/'),
];

function isSafetensors(bytes: Buffer): boolean {
  return bytes.byteLength > 8 && bytes[8] === 0x7b && bytes.readBigUInt64LE() <= 100_000_000n;
}

/**
 * A tar header is known by its checksum alone: tars before 1988 have no magic, and torch.load tries tar before pickle, so
 * that a harmless pickle could be a tar with another pickle inside.
 */
function isTar(bytes: Buffer): boolean {
  if (bytes.byteLength < TAR_HEADER_BYTES) return false;
  const announced = tarNumber(bytes.subarray(148, 156));
  let unsigned = 8 * 0x20;
  let signed = unsigned;
  for (let at = 0; at < TAR_HEADER_BYTES; at++) {
    if (at >= 148 && at < 156) continue;
    unsigned += bytes.readUInt8(at);
    signed += bytes.readInt8(at);
  }
  return announced === unsigned || announced === signed;
}

const TAR_HEADER_BYTES = 512;

/** Octal text in all the ways that Python's int() takes it, or a number of base 256; null for anything else. */
function tarNumber(field: Buffer): number | null {
  if (field[0] === 0x80) return field.readUIntBE(2, 6);
  if (field[0] === 0xff) return field.readIntBE(2, 6);
  const text = field.toString('latin1').replace(/\0.*$/s, '').trim();
  const digits = /^\+?(?:0[oO]_?)?([0-7](?:_?[0-7])*)$/.exec(text)?.[1];
  return digits === undefined ? null : Number.parseInt(digits.replaceAll('_', ''), 8);
}

/** RIFF carries more than WebP, and any file may have the second word at 8: both must be there. */
function isWebp(bytes: Buffer): boolean {
  return bytes.toString('latin1', 0, 4) === 'RIFF' && bytes.toString('latin1', 8, 15) === 'WEBPVP8';
}

/** PROTO 2 to 5; protocols 0 and 1 have no mark and look like text. */
function isPickle(bytes: Buffer): boolean {
  const protocol = bytes[1] ?? 0;
  return bytes[0] === 0x80 && protocol >= 2 && protocol <= 5;
}

/** ONNX has no mark: writers begin with ir_version, then another field of ModelProto. */
function isOnnx(bytes: Buffer): boolean {
  const [tag, irVersion = 0, next = 0] = bytes;
  return (
    tag === 0x08 &&
    irVersion > 0 &&
    irVersion < 0x80 &&
    [0x12, 0x1a, 0x22, 0x28, 0x32, 0x3a, 0x42, 0x72].includes(next)
  );
}
