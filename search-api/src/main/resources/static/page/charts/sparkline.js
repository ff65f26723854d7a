const NAMESPACE = 'http://www.w3.org/2000/svg';

const WIDTH = 96;
const HEIGHT = 20;
const MARGIN = 2;

/** Values over time as a small line from 0 to the greatest, for the eye only; null is a gap, a value between gaps a dot. */
export function sparkline(values, colour) {
  const known = values.map((value) => value ?? 0);
  const [least, most] = [Math.min(0, ...known), Math.max(0, ...known)];
  const x = (at) => MARGIN + (at * (WIDTH - 2 * MARGIN)) / Math.max(1, values.length - 1);
  const y = (value) => HEIGHT - MARGIN - ((value - least) * (HEIGHT - 2 * MARGIN)) / (most - least || 1);
  const isKnown = (at) => (values[at] ?? null) !== null;
  // A line of no length is drawn by its round ends.
  const steps = values.map((value, at) => (isKnown(at) ? `${isKnown(at - 1) ? 'L' : 'M'}${x(at).toFixed(1)} ${y(value).toFixed(1)}${isKnown(at - 1) ? '' : 'h0'}` : ''));
  const picture = create('svg', { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, class: 'sparkline', 'aria-hidden': 'true' });
  picture.append(create('path', { d: steps.join(''), stroke: colour }));
  return picture;
}

function create(tag, attributes) {
  const made = document.createElementNS(NAMESPACE, tag);
  Object.entries(attributes).forEach(([name, value]) => made.setAttribute(name, value));
  return made;
}
