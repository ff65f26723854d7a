import { fromLocal, toLocal } from '../../time/zone.js';

const QUARTER = 3;

/** A month of the calendar of `zone`, in milliseconds: 0 is the one of `now`, -1 the one before. */
export function monthOf(now, zone, offset) {
  const [year, month] = partsOf(now, zone);
  return { from: startOf(year, month + offset, zone), to: startOf(year, month + offset + 1, zone) };
}

/** The quarter of the calendar of `zone` that `now` is in. */
export function quarterOf(now, zone) {
  const [year, month] = partsOf(now, zone);
  const first = month - month % QUARTER;
  return { from: startOf(year, first, zone), to: startOf(year, first + QUARTER, zone) };
}

function partsOf(now, zone) {
  const [year, month] = toLocal(now, zone).split('-').map(Number);
  return [year, month - 1];
}

function startOf(year, month, zone) {
  const first = new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 'yyyy-mm-dd'.length);
  return fromLocal(`${first}T00:00`, zone);
}
