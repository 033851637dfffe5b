import { OTHER_FORMATS, PROMISED_FORMATS, UNPICKLED_EXTENSIONS } from './formats/format-names.ts';
import { extensionOf } from './formats/text.ts';

/**
 * What a file's name makes of bytes of a format: FITS, CODE where programs open it by its extension, DISGUISE where the
 * extension promises another format. Bytes are judged once for all names; a name is judged wherever it is given.
 */
export function judgeName(path: string, format: string): 'FITS' | 'CODE' | 'DISGUISE' {
  if (isCodeName(path)) return 'CODE';
  const extension = extensionOf(path);
  if (UNPICKLED_EXTENSIONS.has(extension) && OTHER_FORMATS.has(format)) return 'DISGUISE';
  const promised = PROMISED_FORMATS.get(extension);
  return promised === undefined || promised === format ? 'FITS' : 'DISGUISE';
}

/** Whether programs would run what has this name. */
export function isCodeName(path: string): boolean {
  return CODE_EXTENSIONS.has(extensionOf(path));
}

/** Programs, and files that other programs run on opening. */
const CODE_EXTENSIONS: ReadonlySet<string> = new Set(
  (
    'py pyc pyw ipynb js mjs cjs ts sh bash ps1 bat cmd exe dll so dylib jar php rb pl lua r c cc cpp cu h rs go ' +
    'html htm svg wasm llamafile'
  ).split(' '),
);
