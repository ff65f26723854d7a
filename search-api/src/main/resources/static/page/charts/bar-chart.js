import { button } from '../dom/element.js';
import { formatValue } from '../metric/format.js';
import { speaker } from '../language/language.js';
import { Canvas, hint, HINT_BOX } from './canvas.js';
import { palette } from './palette.js';
import { PROVISIONAL, TEXTS } from './texts.js';
import { valueScale } from './value-axis.js';

const text = speaker(TEXTS);

/** With more bars than this their values would cover each other. */
const MOST_LABELS = 12;

/**
 * Bars side by side, each with a name. A drawing has `title`, `keyLabel`, `format`, `columns` (label and format of
 * each further value) and `bars` with `name`, `value`, and `further` values that the hint and the table show. `onBar(name)`
 * gets the bar that is clicked, and `barTitle(name)` says to what that leads.
 */
export class BarChart {
  constructor({ onBar = null, barTitle = null } = {}) {
    this.onBar = onBar;
    this.barTitle = barTitle;
    this.canvas = new Canvas('chart', onBar && ((at) => this.drawing.bars[at] && onBar(this.drawing.bars[at].name)));
    this.element = this.canvas.element;
  }

  draw(drawing) {
    this.drawing = drawing;
    this.canvas.draw(option(drawing), words(drawing));
  }

  picture(caption) {
    return this.canvas.picture(caption);
  }

  rows() {
    const { keyLabel, valueLabel, columns, bars, provisional } = this.drawing;
    return {
      columns: [keyLabel, valueLabel, ...columns.map((column) => column.label), PROVISIONAL],
      rows: bars.map((bar) => [bar.name, bar.value, ...bar.further, provisional]),
    };
  }

  cells() {
    const { keyLabel, valueLabel, columns, bars, format } = this.drawing;
    return {
      columns: [{ label: keyLabel }, { label: valueLabel, numeric: true }, ...columns.map((c) => ({ label: c.label, numeric: true }))],
      rows: bars.map((bar) => [
        this.nameCell(bar), formatValue(format, bar.value), ...bar.further.map((value, at) => formatValue(columns[at].format, value)),
      ]),
    };
  }

  /** The keyboard has no bars: in the table their names lead to the same. */
  nameCell({ name }) {
    return this.onBar ? button(name, () => this.onBar(name), { className: 'link', title: this.barTitle(name) }) : name;
  }
}

function option(drawing) {
  const colours = palette();
  return {
    tooltip: {
      ...HINT_BOX, trigger: 'axis', axisPointer: { type: 'shadow' },
      formatter: ([{ dataIndex, color }]) => {
        const bar = drawing.bars[dataIndex];
        return hint(`${drawing.keyLabel} ${bar.name}`, [
          [color, drawing.valueLabel, formatValue(drawing.format, bar.value)],
          ...bar.further.map((value, at) => ['transparent', drawing.columns[at].label, formatValue(drawing.columns[at].format, value)]),
        ]);
      },
    },
    grid: { left: 4, right: 12, top: 20, bottom: 4, containLabel: true },
    xAxis: {
      type: 'category', data: drawing.bars.map((bar) => bar.name), axisTick: { show: false },
      axisLine: { lineStyle: { color: colours.line } }, axisLabel: { color: colours.soft, hideOverlap: true },
    },
    yAxis: {
      type: 'value', splitNumber: 4, ...valueScale(drawing.format, drawing.bars.map((bar) => bar.value)), axisLabel: { color: colours.soft, formatter: (value) => formatValue(drawing.format, value) },
      splitLine: { lineStyle: { color: colours.line } },
    },
    series: [{
      type: 'bar', barMaxWidth: 44, emphasis: { disabled: true },
      label: { show: drawing.bars.length <= MOST_LABELS, position: 'top', color: colours.soft, formatter: ({ value }) => formatValue(drawing.format, value) },
      data: drawing.bars.map((bar) => ({ value: bar.value, itemStyle: { color: bar.bad ? colours.series[5] : colours.series[0] } })),
    }],
  };
}

function words(drawing) {
  const parts = drawing.bars.slice(0, 8).map((bar) => `${bar.name} ${formatValue(drawing.format, bar.value)}`);
  return text('shares', { title: drawing.title, parts: parts.join(', ') });
}
