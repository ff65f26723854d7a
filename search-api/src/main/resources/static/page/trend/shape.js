/** How a trend can be drawn; the first is the default. */
export const SHAPES = ['line', 'stacked', 'share', 'cumulative'];

/** The shapes that fit a metric: only what adds up is stacked or summed up, and only parts have a share. */
export function shapesOf(addsUp, divided) {
  return SHAPES.filter((shape) => shape === 'line' || (addsUp && (divided || shape !== 'share')));
}

/** Whether the shape stands its series on each other, as bars. */
export function isStacked(shape) {
  return shape === 'stacked' || shape === 'share';
}

/** Values of several series, a list each, as the shape draws them. What is not known stays null. */
export function shapeValues(shape, series) {
  switch (shape) {
    case 'share': return shares(series);
    case 'cumulative': return series.map(sumUp);
    default: return series;
  }
}

/** Each value as a part of all values of its point. */
function shares(series) {
  const sums = (series[0] ?? []).map((_, at) => series.reduce((sum, values) => sum + (values[at] ?? 0), 0));
  return series.map((values) => values.map((value, at) => (value === null || sums[at] <= 0 ? null : value / sums[at])));
}

/** Each value added to all before it. */
function sumUp(values) {
  let sum = 0;
  return values.map((value) => {
    if (value === null) {
      return null;
    }
    sum += value;
    return sum;
  });
}
