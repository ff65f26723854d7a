import { exact, formatValue } from '../metric/format.js';
import { hint, HINT_BOX, shortened } from './canvas.js';
import { palette } from './palette.js';

const LONGEST_NAME = 22;

/** Pixels of a part with its two bars, and of all else. */
const PART_HEIGHT = 28;
const FRAME_HEIGHT = 64;

/** Two metrics of each part as bars next to each other, with one axis. */
export function pairOption({ parts, format, metricLabel, besideLabel }) {
  const colours = palette();
  const values = [(part) => part.value, (part) => part.beside];
  const labels = [metricLabel, besideLabel];
  return {
    tooltip: {
      ...HINT_BOX, trigger: 'axis', axisPointer: { type: 'shadow' },
      formatter: ([{ dataIndex }]) => hint(parts[dataIndex].name, labels.map((label, at) => [colours.series[at], label, exact(format, values[at](parts[dataIndex]))])),
    },
    legend: { show: true, top: 0, left: 0, itemWidth: 14, itemHeight: 8, icon: 'roundRect', textStyle: { color: colours.ink }, data: labels },
    grid: { left: 4, right: 22, top: 30, bottom: 4, containLabel: true },
    xAxis: {
      type: 'value', splitNumber: 3, splitLine: { lineStyle: { color: colours.line } },
      axisLabel: { color: colours.soft, hideOverlap: true, formatter: (value) => formatValue(format, value) },
    },
    yAxis: {
      type: 'category', inverse: true, data: parts.map((part) => part.name), axisTick: { show: false },
      axisLine: { lineStyle: { color: colours.line } }, axisLabel: { color: colours.soft, formatter: (name) => shortened(name, LONGEST_NAME) },
    },
    series: labels.map((name, at) => ({
      name, type: 'bar', barMaxWidth: 12, barGap: '15%', color: colours.series[at], emphasis: { disabled: true }, data: parts.map(values[at]),
    })),
  };
}

export function pairHeight({ parts }) {
  return FRAME_HEIGHT + parts.length * PART_HEIGHT;
}
