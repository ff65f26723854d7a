/** The zone of this browser. */
export function ownZone() {
  return Intl.DateTimeFormat().resolvedOptions().timeZone ?? 'UTC';
}

/** All zones; UTC is among them. */
export function zones() {
  return [...new Set(['UTC', ...Intl.supportedValuesOf('timeZone')])];
}

/** The zone of a name as the server spells it: browsers take names in any case, old ones, and offsets. Null when there is none. */
export function findZone(name) {
  if (/^[+-]/.test(name)) {
    return null;
  }
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
  } catch {
    return null;
  }
}

/** The clock of `zone` at an instant, as a `datetime-local` input takes it. */
export function toLocal(millis, zone) {
  return new Date(millis + offset(millis, zone)).toISOString().slice(0, 16);
}

/** The instant at which the clock of `zone` shows `local`; null when it is no time. */
export function fromLocal(local, zone) {
  const wall = Date.parse(`${local}Z`);
  if (Number.isNaN(wall)) {
    return null;
  }
  // The offset at the instant itself, which its first guess may miss around a change of clocks.
  const guess = wall - offset(wall, zone);
  return wall - offset(guess, zone);
}

// Axes ask for hundreds of times; making a format takes longer than using it.
const clocks = new Map();

function clockOf(zone) {
  if (!clocks.has(zone)) {
    clocks.set(zone, new Intl.DateTimeFormat('en-US', {
      timeZone: zone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric',
      hour: 'numeric', minute: 'numeric', second: 'numeric',
    }));
  }
  return clocks.get(zone);
}

/** Milliseconds by which the clock of `zone` is ahead of UTC. */
function offset(millis, zone) {
  const parts = clockOf(zone).formatToParts(millis);
  const at = Object.fromEntries(parts.map(({ type, value }) => [type, Number(value)]));
  const wall = Date.UTC(at.year, at.month - 1, at.day, at.hour, at.minute, at.second);
  return wall - Math.floor(millis / 1000) * 1000;
}
