import { exact, formatValue, plainValue } from '../metric/format.js';
import { speaker } from '../language/language.js';
import { Canvas, hint, HINT_BOX } from './canvas.js';
import { colourOf, palette } from './palette.js';
import { PROVISIONAL, TEXTS } from './texts.js';

const text = speaker(TEXTS);

/**
 * How a metric divides, as a ring. A drawing has `title`, `format`, `metricLabel`, `keyLabel`, `total` and `parts` with `name`,
 * `value`, `share`, and `colour` (the number of its name, `other` or `unknown`). With `pairs`, the functions that draw bars of
 * two metrics, also `besideLabel`, the label of the other metric, whose values are the `beside` of the parts.
 */
export class ShareChart {
  constructor() {
    this.canvas = new Canvas('chart ring');
    this.element = this.canvas.element;
  }

  draw(drawing) {
    this.drawing = drawing;
    const { pairs } = drawing;
    this.element.style.height = pairs ? `${pairs.pairHeight(drawing)}px` : '';
    this.canvas.draw(pairs ? pairs.pairOption(drawing) : option(drawing), words(drawing));
  }

  /** A ring alone names no part, so the picture lists them. */
  picture(caption) {
    const { parts, format, pairs } = this.drawing;
    if (pairs) {
      return this.canvas.picture(caption);
    }
    const legend = parts.map((part) =>
      [partColour(part), `${part.name} · ${exact(format, part.value)} · ${formatValue('ratio', part.share)}`]);
    return this.canvas.picture({ ...caption, legend });
  }

  rows() {
    const { keyLabel, title, besideLabel, parts, format, provisional } = this.drawing;
    const beside = (value) => (besideLabel ? [value] : []);
    const plain = (value) => plainValue(format, value);
    return {
      columns: [keyLabel, title, ...beside(besideLabel), 'share', PROVISIONAL],
      rows: parts.map((part) => [part.name, plain(part.value), ...beside(plain(part.beside)), part.share, provisional]),
    };
  }

  cells() {
    const { keyLabel, metricLabel, besideLabel, format, parts } = this.drawing;
    const labels = [metricLabel, ...(besideLabel ? [besideLabel] : [])];
    const cell = (value) => ({ text: formatValue(format, value), title: exact(format, value) });
    return {
      columns: [{ label: keyLabel }, ...[...labels, '%'].map((label) => ({ label, numeric: true }))],
      rows: parts.map((part) => [
        part.name, ...[part.value, part.beside].slice(0, labels.length).map(cell), formatValue('ratio', part.share),
      ]),
    };
  }
}

/** The colour of a part, in the ring and next to its name. */
export function partColour(part) {
  return colourOf(part.colour);
}

function option(drawing) {
  const colours = palette();
  return {
    tooltip: {
      ...HINT_BOX, trigger: 'item',
      formatter: ({ dataIndex, color }) => {
        const part = drawing.parts[dataIndex];
        return hint(part.name, [[color, exact(drawing.format, part.value), formatValue('ratio', part.share)]]);
      },
    },
    title: {
      text: formatValue(drawing.format, drawing.total), left: 'center', top: 'middle',
      textStyle: { color: colours.ink, fontSize: 18, fontWeight: 600 },
    },
    series: [{
      type: 'pie',
      radius: ['62%', '90%'],
      label: { show: false },
      emphasis: { scale: false },
      itemStyle: { borderColor: colours.back, borderWidth: 2 },
      data: drawing.parts.map((part) => ({
        name: part.name, value: part.value ?? 0, itemStyle: { color: partColour(part) },
      })),
    }],
  };
}

function words(drawing) {
  const { besideLabel, format } = drawing;
  const value = (part) => (besideLabel ? `${formatValue(format, part.value)} / ${formatValue(format, part.beside)}` : formatValue('ratio', part.share));
  const parts = drawing.parts.slice(0, 5).map((part) => `${part.name} ${value(part)}`);
  return text('shares', { title: [drawing.title, besideLabel].filter(Boolean).join(' / '), parts: parts.join(', ') });
}
