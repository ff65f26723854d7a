import { element } from '../dom/element.js';
import { Problem } from '../request/api.js';
import { palette } from './palette.js';
import { pictureWithCaption } from './picture.js';

const PICTURE_SCALE = 2;

let library = null;
let loading = null;
let tries = 0;

/** ECharts did not load. The server answers otherwise, so that no banner says why. */
class MissingLibrary extends Problem {
  get mayPass() {
    return false;
  }
}

/** Loads ECharts, without which nothing is drawn. It is large: answers are asked for, and cards shown, in the meantime. */
export async function loadCharts() {
  loading ??= importLibrary();
  const mine = loading;
  try {
    library = await mine;
  } catch {
    loading = loading === mine ? null : loading;
    throw new MissingLibrary(0, {});
  }
}

/** The bundle of the page keeps this path, which leads there from its folder, too. */
function importLibrary() {
  tries += 1;
  // Browsers remember that a module failed: another try needs another address.
  return tries === 1 ? import('../charts/echarts.js') : import(new URL(`../charts/echarts.js?${tries}`, import.meta.url).href);
}

/** A place that a chart is drawn on, once `loadCharts` is done. It follows the size of its box until that leaves the page. */
export class Canvas {
  /**
   * `onPick(index, series)` gets the point whose column a click meets, of a chart with one axis of categories, and the
   * number of the series whose bar it meets; null beside the bars.
   */
  constructor(className = 'chart', onPick = null) {
    this.element = element('div', { className, attributes: { role: 'img' } });
    this.chart = null;
    this.onPick = onPick;
  }

  /** Draws `option`; `words` say for a screen reader what is to be seen. */
  draw(option, words) {
    this.element.setAttribute('aria-label', words);
    const legend = this.chart?.getOption()?.legend?.[0];
    this.chart ??= this.open();
    if (legend && option.legend?.show) {
      // Series that were hidden, and how far the legend was turned, outlast a refresh. Without a legend nothing stays
      // hidden, because it could not be shown again.
      Object.assign(option.legend, { selected: legend.selected, scrollDataIndex: legend.scrollDataIndex });
    }
    this.chart.setOption({ animation: false, textStyle: { fontFamily: getComputedStyle(document.body).fontFamily }, ...option }, { notMerge: true });
  }

  open() {
    const chart = library.init(this.element);
    const watcher = new ResizeObserver(() => {
      if (!this.element.isConnected) {
        watcher.disconnect();
        chart.dispose();
      } else if (this.element.clientWidth > 0) {
        chart.resize();
      }
    });
    watcher.observe(this.element);
    if (this.onPick) {
      chart.on('click', ({ dataIndex, seriesIndex }) => this.onPick(dataIndex, seriesIndex));
      // The whole column: a bar may be too small to be met.
      chart.getZr().on('click', ({ target, offsetX, offsetY }) => {
        if (!target && chart.containPixel('grid', [offsetX, offsetY])) {
          this.onPick(chart.convertFromPixel({ xAxisIndex: 0 }, offsetX), null);
        }
      });
    }
    return chart;
  }

  /** The drawing with a caption as a PNG. */
  picture(caption) {
    const drawn = this.chart.renderToCanvas({ pixelRatio: PICTURE_SCALE, backgroundColor: palette().back });
    return pictureWithCaption(drawn, caption, PICTURE_SCALE);
  }
}

/** A hint next to the pointer: a title and rows of `[colour, name, value]`, texts only. */
export function hint(title, rows, note = '') {
  return element(
    'div',
    { className: 'hint' },
    element('div', { className: 'hint-title' }, title, note && element('em', {}, ` · ${note}`)),
    ...rows.map(([colour, name, value]) => {
      const dot = element('i', { className: 'dot' });
      dot.style.background = colour;
      return element('div', { className: 'hint-row' }, dot, element('span', {}, name), element('b', {}, value));
    }),
  );
}

/** The properties that all hints share: the box around is the page's own, and stays within the chart. */
export const HINT_BOX = {
  renderMode: 'html', confine: true, appendTo: undefined, className: 'hint-box', backgroundColor: 'transparent', borderWidth: 0,
  padding: 0, extraCssText: 'box-shadow:none', transitionDuration: 0,
};

/** A name that fits into a legend. */
export function shortened(name, most = 26) {
  return name.length > most ? `${name.slice(0, most - 1)}…` : name;
}
