/** The id of the series that carries the marks. */
export const MARKS = 'marks';

/** A day may have many alerts: their names would fill the chart. */
const MOST_NAMES = 4;

/** The labels of the marks of a drawing by the number of the point in which they lie. */
export function marksByPoint({ times, end, marks = [] }) {
  const found = new Map();
  const starts = times.map((time) => Date.parse(time));
  for (const mark of marks) {
    const at = Date.parse(mark.time);
    const point = starts.findLastIndex((start) => start <= at);
    if (point >= 0 && at < Date.parse(end)) {
      found.set(point, [...(found.get(point) ?? []), mark.label]);
    }
  }
  return found;
}

/** The marks of one point in words. */
export function marksInWords(labels = []) {
  return labels.length > MOST_NAMES ? [...labels.slice(0, MOST_NAMES), `+${labels.length - MOST_NAMES}`] : labels;
}

/** A vertical line at each point with marks; nothing where there are none. */
export function markSeries(drawing, colours) {
  const points = [...marksByPoint(drawing).keys()];
  if (points.length === 0) {
    return [];
  }
  return [{
    id: MARKS, name: MARKS, type: 'line', data: [], silent: true, color: colours.mark,
    markLine: {
      symbol: ['none', 'triangle'], symbolSize: 7, silent: true, animation: false, label: { show: false },
      lineStyle: { color: colours.mark, type: 'dotted', width: 1.5 },
      data: points.map((xAxis) => ({ xAxis })),
    },
  }];
}
