/**
 * Text as a terminal may show it: titles, reasons and names are other people's, and a control character in one could clear the
 * screen, name a window or turn a line around on its reader.
 */
export function shownText(text: string): string {
  return text.replaceAll(CONTROLS, '\ufffd');
}

// All controls but tab and line break, and what changes the direction of writing.
const CONTROLS = /(?![\n\t])\p{Cc}|[\u202a-\u202e\u2066-\u2069]/gu;
