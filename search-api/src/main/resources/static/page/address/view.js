import { isFilter, OWNERS } from '../filters/fields.js';
import { OWNER } from '../schema/labels.js';
import { DEFAULT_RANGE, isRange } from '../time/period.js';
import { findZone } from '../time/zone.js';
import { tabNames } from './tabs.js';

/**
 * The view that an address shows: `tab`; `range`, or `from` and `to` in RFC 3339; `zone`; `filters` with the values of each
 * by name; `options` of the tab, one value each. A part that is missing or invalid has its default.
 */
export function readView(search, defaultZone) {
  const view = { tab: tabNames()[0], range: DEFAULT_RANGE, from: null, to: null, zone: defaultZone, filters: {}, options: {} };
  const given = new URLSearchParams(search);
  for (const name of new Set(given.keys())) {
    take(view, name, given.getAll(name));
  }
  if (view.from === null) {
    return { ...view, to: null };
  }
  return { ...view, range: null };
}

function take(view, name, values) {
  const [value] = values;
  if (name === OWNER) {
    view.filters[OWNER] = OWNERS.includes(value) ? [value] : [];
  } else if (isFilter(name)) {
    view.filters[name] = [...new Set(values)];
  } else if (name === 'tab') {
    view.tab = tabNames().includes(value) ? value : view.tab;
  } else if (name === 'range') {
    view.range = isRange(value) ? value : view.range;
  } else if (name === 'from' || name === 'to') {
    view[name] = instant(value);
  } else if (name === 'zone') {
    view.zone = findZone(value) ?? view.zone;
  } else if (value !== '') {
    view.options[name] = value;
  }
}

function instant(text) {
  const millis = Date.parse(text);
  return Number.isNaN(millis) ? null : new Date(millis).toISOString();
}

/** The address of a view; it always names tab, period and zone, so that a link shows the same to everybody. */
export function writeView(view) {
  const search = new URLSearchParams();
  search.set('tab', view.tab);
  if (view.range) {
    search.set('range', view.range);
  } else {
    search.set('from', view.from);
    if (view.to) {
      search.set('to', view.to);
    }
  }
  search.set('zone', view.zone);
  for (const [name, values] of Object.entries(view.filters)) {
    values.forEach((value) => search.append(name, value));
  }
  for (const [name, value] of Object.entries(view.options)) {
    if (value !== null && value !== undefined && value !== '') {
      search.set(name, value);
    }
  }
  return `?${search}`;
}

/** The view with other options; null takes one away. Another option starts a list from its first page. */
export function withOptions(view, options) {
  return { ...view, options: { ...view.options, cursor: null, ...options } };
}

/** The view with other values for some filters; an empty list takes a filter away. */
export function withFilters(view, changes) {
  const filters = { ...view.filters, ...changes };
  const kept = Object.fromEntries(Object.entries(filters).filter(([, values]) => values.length > 0));
  return { ...withOptions(view, {}), filters: kept };
}
