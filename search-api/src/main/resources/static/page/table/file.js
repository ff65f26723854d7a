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

/** A file name out of words and the period. */
export function fileName(words, view, ending) {
  const period = view.range ?? [view.from, view.to].filter(Boolean).map((time) => time.slice(0, 13)).join('_');
  return `tidemark-${words}-${period}.${ending}`.replace(/[^\w.-]+/g, '-');
}
