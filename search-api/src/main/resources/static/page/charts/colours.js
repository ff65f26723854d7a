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
 * that is seen first keeps it. Names themselves are not stored.
 */
export function colourNumbers(names) {
  remembered ??= read();
  const taken = new Set(names.map((name) => remembered.get(hash(name))));
  const numbers = names.map((name) => {
    const key = hash(name);
    if (!remembered.has(key)) {
      let number = key % NAME_COLOURS;
      for (let tries = 0; taken.has(number) && tries < NAME_COLOURS; tries++) {
        number = (number + STEP) % NAME_COLOURS;
      }
      taken.add(number);
      remembered.set(key, number);
    }
    return remembered.get(key);
  });
  write();
  return numbers;
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
