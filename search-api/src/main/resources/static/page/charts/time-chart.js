import { button } from '../dom/element.js';
import { day, exact, formatValue, moment, month, plainValue } from '../metric/format.js';
import { speaker } from '../language/language.js';
import { Canvas, hint, HINT_BOX, shortened } from './canvas.js';
import { dragPeriod } from './drag.js';
import { markSeries, MARKS, marksByPoint, marksInWords } from './marks.js';
import { colourOf, palette, stroke, strokeOfName } from './palette.js';
import { axisLabels, isPartial } from './time-axis.js';
import { PARTIAL, PROVISIONAL, TEXTS } from './texts.js';
import { valueScale } from './value-axis.js';

const text = speaker(TEXTS);

const PARTIAL_OPACITY = 0.6;

/** How the line of another period is drawn. */
const GHOST = { width: 1.5, type: 'dashed', opacity: 0.75 };

/** An axis that takes no room and follows no pointer. */
const HIDDEN = { show: false, axisLabel: { show: false }, axisPointer: { show: false } };

/**
 * Lines or bars over time. A drawing has `title`, `format` (of its values), `interval`, `zone`, `times`
 * (start of each point), `from` and `end` of the period, `finalThrough`, and `series` with `name`, `values` (null where
 * nothing is known), and optionally `kind` (`line`, `bar`, `step`), `stack`, `area`, `colour` (the number of its name,
 * `other` or `unknown`); `ghost` where a line is there to be compared with the others; optionally `parts`, where the series are parts of 1, and `marks` with `time` and `label`, each a line at its point.
 * `onPoint(period, series)` gets the start and end of the point that is clicked, and the number of the series of the bar, or null;
 * `pointTitle(label)` says to what that leads.
 */
export class TimeChart {
  constructor({ onPeriod = null, onPoint = null, pointTitle = null } = {}) {
    this.onPoint = onPoint;
    this.pointTitle = pointTitle;
    this.canvas = new Canvas('chart', onPoint && ((at, series) => this.drawing.times[at] && onPoint(this.periodOf(at), series)));
    this.element = this.canvas.element;
    if (onPeriod) {
      this.element.classList.add('draggable');
      dragPeriod(this.element, (x) => this.indexAt(x), (first, last) => onPeriod(this.drawing.times[first], this.endOf(last)));
    }
  }

  draw(drawing) {
    this.drawing = drawing;
    this.canvas.draw(option(drawing, this.element), words(drawing));
  }

  picture(caption) {
    return this.canvas.picture(caption);
  }

  /** Column names and rows of plain values. */
  rows() {
    const { times, series, interval, format } = this.drawing;
    const days = interval !== 'hour';
    return {
      columns: ['time', ...series.map((one) => one.name), ...(days ? [PARTIAL] : []), PROVISIONAL],
      rows: times.map((time, at) => [
        new Date(time).toISOString(), ...series.map((one) => plainValue(format, one.values[at])),
        ...(days ? [isPartial(this.drawing, at)] : []), isProvisional(this.drawing, at),
      ]),
    };
  }

  /** The same as cells to be read. */
  cells() {
    const { times, series, format } = this.drawing;
    return {
      columns: [{ label: text('time') }, ...series.map((one) => ({ label: one.name, numeric: true }))],
      rows: times.map((time, at) => [
        this.pointCell(at, pointLabel(this.drawing, time) + (notes(this.drawing, at) && ` (${notes(this.drawing, at)})`)),
        ...series.map((one) => ({ text: formatValue(format, one.values[at]), title: exact(format, one.values[at]) })),
      ]),
    };
  }

  /** The keyboard has no bars: in the table the times of the points lead to the same. */
  pointCell(at, label) {
    return this.onPoint ? button(label, () => this.onPoint(this.periodOf(at), null), { className: 'link', title: this.pointTitle(label) }) : label;
  }

  indexAt(x) {
    const chart = this.canvas.chart;
    const last = this.drawing.times.length - 1;
    if (!chart || last < 0) {
      return null;
    }
    const at = chart.convertFromPixel({ xAxisIndex: 0 }, x);
    return Math.min(last, Math.max(0, at));
  }

  /** The part of the period that a point stands for. */
  periodOf(index) {
    const { times, from, end } = this.drawing;
    const [first, last] = [from, end].map(Date.parse);
    return { from: Math.max(Date.parse(times[index]), first), to: Math.min(Date.parse(this.endOf(index)), last) };
  }

  endOf(index) {
    return this.drawing.times[index + 1] ?? this.drawing.end;
  }
}

function option(drawing, place) {
  const colours = palette();
  const many = drawing.series.length > 1;
  return {
    color: colours.series,
    tooltip: {
      ...HINT_BOX, trigger: 'axis', axisPointer: { type: 'line', lineStyle: { color: colours.soft } },
      formatter: (points) => pointHint(drawing, points),
    },
    legend: {
      show: many, type: 'scroll', top: 0, left: 0, itemWidth: 20, itemHeight: 8,
      textStyle: { color: colours.ink }, pageTextStyle: { color: colours.soft }, pageIconColor: colours.soft,
      data: drawing.series.map((one) => ({ name: one.name, ...(one.kind === 'bar' ? { icon: 'roundRect' } : {}) })), formatter: (name) => shortened(name),
      tooltip: { show: true, formatter: ({ name }) => hint(name, []) },
    },
    grid: { left: 4, right: 22, top: many ? 34 : 12, bottom: 4, containLabel: true },
    xAxis: [timeAxis(drawing, place, colours), { ...HIDDEN, type: 'category', data: drawing.times }],
    yAxis: [valueAxis(drawing, colours), { ...HIDDEN, type: 'value', min: 0, max: 1 }],
    series: [...drawing.series.map((one, at) => series(drawing, one, at, colours)), provisionalBand(drawing, colours), ...markSeries(drawing, colours)],
  };
}

function timeAxis(drawing, place, colours) {
  // Asked for each point at each layout; labels change with the width alone. Points without one keep room for the others.
  let [width, known, room] = [null, null, ''];
  const labels = () => {
    if (width !== place.clientWidth) {
      width = place.clientWidth;
      known = axisLabels(drawing, width);
      room = [...known.values()].some((label) => label.includes('\n')) ? ' \n ' : ' ';
    }
    return known;
  };
  return {
    type: 'category',
    data: drawing.times,
    boundaryGap: true,
    axisTick: { show: false },
    axisLine: { lineStyle: { color: colours.line } },
    axisLabel: {
      color: colours.soft, lineHeight: 14, interval: (at) => labels().has(at), formatter: (_, at) => labels().get(at) ?? room,
    },
  };
}

function valueAxis(drawing, colours) {
  return {
    type: 'value',
    minInterval: drawing.whole ? 1 : 0,
    splitNumber: 4,
    ...valueScale(drawing.format, drawing.parts ? [1] : drawnValues(drawing)),
    axisLabel: { color: colours.soft, formatter: (value) => formatValue(drawing.format, value) },
    splitLine: { lineStyle: { color: colours.line } },
  };
}

/** The values of series, and the sums of those that are stacked. */
function drawnValues({ times, series: all }) {
  const stacked = all.filter((one) => one.stack);
  const sums = stacked.length === 0 ? [] : times.map((_, at) => stacked.reduce((sum, one) => sum + (one.values[at] ?? 0), 0));
  return all.flatMap((one) => one.values).concat(sums);
}

function series(drawing, one, index, colours) {
  const named = Number.isInteger(one.colour);
  const colour = one.ghost ? colours.soft : colourOf(one.colour) ?? colours.series[index % colours.series.length];
  const bar = one.kind === 'bar';
  return {
    name: one.name,
    type: bar ? 'bar' : 'line',
    step: one.kind === 'step' ? 'middle' : false,
    stack: one.stack,
    // Without points the legend shows the stroke alone, as the line does.
    symbol: drawing.times.length === 1 ? 'circle' : 'none',
    symbolSize: 5,
    connectNulls: false,
    barMaxWidth: 40,
    color: colour,
    lineStyle: one.ghost ? GHOST : { width: 2, type: one.area ? 'solid' : named ? strokeOfName(one.colour) : stroke(index) },
    areaStyle: one.area ? { opacity: 0.14 } : undefined,
    emphasis: { disabled: true },
    data: one.values.map((value, at) => point(drawing, one.values, at, bar)),
  };
}

/** A value as ECharts takes it. A line has nothing to draw of one that is alone, so that it gets a dot. */
function point(drawing, values, at, bar) {
  const value = values[at];
  if (bar) {
    return isPartial(drawing, at) ? { value, itemStyle: { opacity: PARTIAL_OPACITY } } : value;
  }
  const alone = value !== null && (values[at - 1] ?? null) === null && (values[at + 1] ?? null) === null;
  return alone ? { value, symbol: 'circle' } : value;
}

/** Behind the points that may still change. */
function provisionalBand(drawing, colours) {
  return {
    id: PROVISIONAL,
    name: PROVISIONAL,
    type: 'bar',
    xAxisIndex: 1,
    yAxisIndex: 1,
    barWidth: '100%',
    silent: true,
    z: 0,
    itemStyle: {
      color: colours.provisional,
      decal: { symbol: 'line', dashArrayX: [1, 0], dashArrayY: [2, 6], rotation: -Math.PI / 4, color: colours.provisional },
    },
    data: drawing.times.map((_, at) => (isProvisional(drawing, at) ? 1 : null)),
  };
}

/** Whether the point may still change: it ends after what is final. */
function isProvisional(drawing, at) {
  const end = Date.parse(drawing.times[at + 1] ?? drawing.end);
  return !drawing.finalThrough || end > Date.parse(drawing.finalThrough);
}

function pointHint(drawing, points) {
  const shown = points.filter((point) => point.seriesId !== PROVISIONAL && point.seriesId !== MARKS);
  if (shown.length === 0) {
    return '';
  }
  const at = shown[0].dataIndex;
  const rows = shown.map((point) => [point.color, point.seriesName, formatValue(drawing.format, drawing.series[point.seriesIndex].values[at])]);
  return hint(pointLabel(drawing, drawing.times[at]), rows, notes(drawing, at));
}

function pointLabel(drawing, time) {
  const name = { hour: moment, month }[drawing.interval] ?? day;
  return name(time, drawing.zone);
}

/** Why a point says less than a whole one. */
function notes(drawing, at) {
  const marks = marksInWords(marksByPoint(drawing).get(at));
  return [isPartial(drawing, at) && text(`partial:${drawing.interval}`), isProvisional(drawing, at) && text('provisional'), ...marks].filter(Boolean).join(', ');
}

function words(drawing) {
  const { times, title, series: all, format } = drawing;
  if (times.length === 0) {
    return title;
  }
  const parts = all.slice(0, 5).map((one) => text('highest', { name: one.name, value: formatValue(format, greatest(one.values)) }));
  return text('points', {
    title, points: times.length, from: pointLabel(drawing, times[0]), to: pointLabel(drawing, times.at(-1)), series: parts.join(', '),
  });
}

function greatest(values) {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : Math.max(...known);
}
