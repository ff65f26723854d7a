import { NAME_COLOURS } from './palette.js';

const KEY = 'tidemark.colours';

/** Names that are remembered; their oldest go first. */
const MOST = 500;

/** Steps to the next colour when one is taken; it has no factor in common with the number of colours. */
const STEP = 7;

let remembered = null;

/**
 * The number of a colour for each of `names` of one chart. A name keeps its number in every chart, under every filter and
 * in later visits: it follows from the name, and only where two names of one chart would share a number, the one
 * that was seen first keeps it, and the other one gets another number permanently: charts that show it already follow
 * when they are drawn again. Names themselves are not stored.
 */
export function colourNumbers(names) {
  remembered ??= read();
  const keys = names.map(hash);
  const given = new Set(keys);
  const known = [...remembered.keys()].filter((key) => given.has(key));
  const taken = new Set();
  for (const key of new Set([...known, ...keys])) {
    // From its last number on, so that a name that has to change in two charts does not go back and forth.
    const number = freeNumber(remembered.get(key) ?? key % NAME_COLOURS, taken);
    taken.add(number);
    remembered.set(key, number);
  }
  const numbers = keys.map((key) => remembered.get(key));
  write();
  return numbers;
}

/** The first number from `number` on that is not taken; itself where all are. */
function freeNumber(number, taken) {
  const next = (tries) => (number + tries * STEP) % NAME_COLOURS;
  const tries = Array.from({ length: NAME_COLOURS }, (_, at) => at).find((at) => !taken.has(next(at))) ?? 0;
  return next(tries);
}

/** FNV-1a, 32 bits. */
function hash(name) {
  let value = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(name)) {
    value = Math.imul(value ^ byte, 0x01000193) >>> 0;
  }
  return value;
}

function read() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY)) ?? [];
    return new Map(kept.filter(([key, number]) => Number.isInteger(key) && Number.isInteger(number) && number >= 0 && number < NAME_COLOURS));
  } catch {
    // Something else wrote there.
    return new Map();
  }
}

function write() {
  remembered = new Map([...remembered].slice(-MOST));
  localStorage.setItem(KEY, JSON.stringify([...remembered]));
}
