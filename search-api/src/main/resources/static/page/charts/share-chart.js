import { exact, formatValue } from '../metric/format.js';
import { speaker } from '../language/language.js';
import { Canvas, hint, HINT_BOX } from './canvas.js';
import { palette } from './palette.js';
import { PROVISIONAL, TEXTS } from './texts.js';

const text = speaker(TEXTS);

/**
 * How a metric divides, as a ring. A drawing has `title`, `format`, `metricLabel`, `keyLabel`, `total` and `parts` with `name`,
 * `value`, `share`, and `colour` (the number of its name) or `other`.
 */
export class ShareChart {
  constructor() {
    this.canvas = new Canvas('chart ring');
    this.element = this.canvas.element;
  }

  draw(drawing) {
    this.drawing = drawing;
    this.canvas.draw(option(drawing), words(drawing));
  }

  /** A ring alone names no part, so the picture lists them. */
  picture(caption) {
    const { parts, format } = this.drawing;
    const legend = parts.map((part) =>
      [partColour(part), `${part.name} · ${exact(format, part.value)} · ${formatValue('ratio', part.share)}`]);
    return this.canvas.picture({ ...caption, legend });
  }

  rows() {
    const { keyLabel, title, parts, provisional } = this.drawing;
    return {
      columns: [keyLabel, title, 'share', PROVISIONAL],
      rows: parts.map((part) => [part.name, part.value, part.share, provisional]),
    };
  }

  cells() {
    const { keyLabel, metricLabel, format, parts } = this.drawing;
    return {
      columns: [{ label: keyLabel }, { label: metricLabel, numeric: true }, { label: '%', numeric: true }],
      rows: parts.map((part) => [
        part.name, { text: formatValue(format, part.value), title: exact(format, part.value) }, formatValue('ratio', part.share),
      ]),
    };
  }
}

/** The colour of a part, in the ring and next to its name. */
export function partColour(part) {
  return part.other ? palette().other : palette().names[part.colour];
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
  const parts = drawing.parts.slice(0, 5).map((part) => `${part.name} ${formatValue('ratio', part.share)}`);
  return text('shares', { title: drawing.title, parts: parts.join(', ') });
}
