import { element } from '../dom/element.js';

/** Gives the browser a file to keep. */
export function keepFile(name, blob) {
  const address = URL.createObjectURL(blob);
  const link = element('a', { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  // The download has begun by then; the address must live until it has.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** CSV as a file. The mark at its start tells spreadsheets that the text is UTF-8. */
export function csvFile(content) {
  return new Blob(['\ufeff', content], { type: 'text/csv;charset=utf-8' });
}

/** The last line of an export that broke off, as CSV and NDJSON. */
const BROKEN_OFF = /(^|\n)(#incomplete|\{"incomplete":true\})\r?\n$/;
const LONGEST_MARK = 32;

/** Whether an export that was downloaded says that it is incomplete. */
export async function isIncomplete(content) {
  return BROKEN_OFF.test(await content.slice(-LONGEST_MARK).text());
}

/** File systems take at most 255 bytes, and a letter of a name from outside may need four. */
const LONGEST_WORD = 40;

/** A file name out of words and the period, to the minute. Letters of any script stay. */
export function fileName(words, view, ending) {
  const period = view.range ?? [view.from, view.to].filter(Boolean).map((time) => time.slice(0, 16)).join('_');
  const short = words.map((word) => [...word].slice(0, LONGEST_WORD).join(''));
  return `${['tidemark', ...short, period].join('-').replace(/[^\p{L}\p{N}_.-]+/gu, '-')}.${ending}`;
}
