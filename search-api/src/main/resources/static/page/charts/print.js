import { applyTheme } from '../shell/theme.js';

// Paper is light also where the page is dark: light lines and letters would not be seen on it.
const drawn = new Set();

/** Draws the chart of a panel in light colors while the page is printed. */
export function redrawForPrint(panel) {
  drawn.forEach((one) => one.element.isConnected || drawn.delete(one));
  drawn.add(panel);
}

function redrawAll() {
  drawn.forEach((panel) => panel.element.isConnected && panel.redraw());
}

function turnToPaper() {
  if (document.documentElement.dataset.theme !== 'light') {
    document.documentElement.dataset.theme = 'light';
    redrawAll();
  }
}

function turnToScreen() {
  applyTheme();
  redrawAll();
}

addEventListener('beforeprint', turnToPaper);
addEventListener('afterprint', turnToScreen);
matchMedia('print').addEventListener('change', ({ matches }) => (matches ? turnToPaper() : turnToScreen()));
