import * as echarts from '/webjars/echarts/5.5.0/echarts.esm.min.js';
import { figure, moment } from './format.js';
import { text } from './texts.js';

let chart;

/** Draws an answer of a trend route. */
export function showTrend(place, answer) {
  chart ??= create(place);
  const metric = answer.metric;
  chart.setOption({
    animation: false,
    aria: { enabled: true },
    // Drawn on the canvas: markup with styles of its own is not allowed on this page.
    tooltip: {
      trigger: 'axis',
      renderMode: 'richText',
      valueFormatter: (value) => figure(metric, value),
    },
    legend: { type: 'scroll', top: 0, show: answer.series.length > 1 },
    grid: { left: 8, right: 16, top: 36, bottom: 8, containLabel: true },
    xAxis: {
      type: 'category',
      data: (answer.series[0]?.points ?? []).map((point) => label(answer, point.time)),
    },
    yAxis: { type: 'value', axisLabel: { formatter: (value) => figure(metric, value) } },
    graphic: isEmpty(answer)
      ? { type: 'text', left: 'center', top: 'middle', style: { text: text('noData'), fill: '#667' } }
      : [],
    series: answer.series.map((series) => line(series, answer)),
  }, { notMerge: true });
}

function create(place) {
  const made = echarts.init(place);
  new ResizeObserver(() => made.resize()).observe(place);
  return made;
}

function line(series, answer) {
  return {
    name: series.kind === 'group' ? series.key : text(series.kind === 'all' ? answer.metric : series.kind),
    type: answer.interval === 'day' ? 'bar' : 'line',
    stack: answer.group_by && !answer.metric.includes('.') && answer.interval === 'day' ? 'all' : undefined,
    showSymbol: false,
    connectNulls: false,
    areaStyle: answer.group_by || answer.interval === 'day' ? undefined : { opacity: 0.15 },
    data: series.points.map((point) => point.value),
  };
}

function label(answer, time) {
  return answer.interval === 'day' ? time.slice(0, 10) : moment(time);
}

function isEmpty(answer) {
  return answer.series.every((series) => series.points.every((point) => point.value === null));
}
