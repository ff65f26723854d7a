import { exact, figure } from '../figures/format.js';
import { speaker } from '../language/language.js';
import { Canvas, hint, HINT_BOX } from './canvas.js';
import { palette } from './palette.js';
import { TEXTS } from './texts.js';

const text = speaker(TEXTS);

/**
 * How a figure divides, as a ring. A drawing has `title`, `figure`, `keyLabel`, `total` and `parts` with `name`,
 * `value`, `share` and optionally `other`.
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

  picture() {
    return this.canvas.picture();
  }

  rows() {
    const { keyLabel, title, parts } = this.drawing;
    return { columns: [keyLabel, title, 'share'], rows: parts.map((part) => [part.name, part.value, part.share]) };
  }

  cells() {
    const { keyLabel, figureLabel, figure: name, parts } = this.drawing;
    return {
      columns: [{ label: keyLabel }, { label: figureLabel, numeric: true }, { label: '%', numeric: true }],
      rows: parts.map((part) => [
        part.name, { text: figure(name, part.value), title: exact(name, part.value) }, figure('share', part.share),
      ]),
    };
  }
}

/** The colour of the part at `index`, in the ring and beside its name. */
export function partColour(index, other) {
  const colours = palette();
  return other || index >= colours.series.length ? colours.other : colours.series[index];
}

function option(drawing) {
  const colours = palette();
  return {
    tooltip: {
      ...HINT_BOX, trigger: 'item',
      formatter: ({ dataIndex, color }) => {
        const part = drawing.parts[dataIndex];
        return hint(part.name, [[color, exact(drawing.figure, part.value), figure('share', part.share)]]);
      },
    },
    title: {
      text: figure(drawing.figure, drawing.total), left: 'center', top: 'middle',
      textStyle: { color: colours.ink, fontSize: 18, fontWeight: 600 },
    },
    series: [{
      type: 'pie',
      radius: ['62%', '90%'],
      label: { show: false },
      emphasis: { scale: false },
      itemStyle: { borderColor: colours.back, borderWidth: 2 },
      data: drawing.parts.map((part, at) => ({
        name: part.name, value: part.value ?? 0, itemStyle: { color: partColour(at, part.other) },
      })),
    }],
  };
}

function words(drawing) {
  const parts = drawing.parts.slice(0, 5).map((part) => `${part.name} ${figure('share', part.share)}`);
  return text('shares', { title: drawing.title, parts: parts.join(', ') });
}
