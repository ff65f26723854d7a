import { palette } from './palette.js';

const MARGIN = 16;
const TITLE = 16;
const SMALL = 12;
const LEADING = 1.5;

/** The words of a narrow chart need more room than the chart itself. */
const LEAST_WIDTH = 520;

/**
 * A chart with words around it as PNG: `title` and `lines` above, `legend` (colour and text) below. `scale` is the
 * number of pixels of `drawn` per CSS pixel.
 */
export function pictureWithCaption(drawn, { title, lines, legend = [] }, scale) {
  const canvas = document.createElement('canvas');
  const pen = canvas.getContext('2d');
  const within = Math.max(drawn.width, LEAST_WIDTH * scale);
  const family = getComputedStyle(document.body).fontFamily;
  const font = (size, weight) => `${weight} ${size * scale}px ${family}`;
  const rows = [
    ...wrapped(pen, font(TITLE, 600), title, within).map((words) => ({ words, size: TITLE, weight: 600, colour: palette().ink })),
    ...lines.flatMap((line) => wrapped(pen, font(SMALL, 400), line, within))
      .map((words) => ({ words, size: SMALL, weight: 400, colour: palette().soft })),
  ];
  const height = (list) => list.reduce((sum, row) => sum + row.size * LEADING * scale, 0);
  const entries = legend.map(([dot, words]) => ({ words, dot, size: SMALL, weight: 400, colour: palette().ink }));
  const head = height(rows);
  canvas.width = within + 2 * MARGIN * scale;
  canvas.height = head + drawn.height + height(entries) + 3 * MARGIN * scale;
  pen.fillStyle = palette().back;
  pen.fillRect(0, 0, canvas.width, canvas.height);
  write(pen, rows, MARGIN * scale, font, scale);
  pen.drawImage(drawn, MARGIN * scale, head + MARGIN * 1.5 * scale);
  write(pen, entries, head + drawn.height + MARGIN * 2 * scale, font, scale);
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/png'));
}

function write(pen, rows, top, font, scale) {
  let y = top;
  pen.textBaseline = 'top';
  for (const { words, dot, size, weight, colour } of rows) {
    let x = MARGIN * scale;
    if (dot) {
      pen.fillStyle = dot;
      pen.fillRect(x, y + 1 * scale, 10 * scale, 10 * scale);
      x += 16 * scale;
    }
    pen.font = font(size, weight);
    pen.fillStyle = colour;
    pen.fillText(words, x, y);
    y += size * LEADING * scale;
  }
}

/** The text in lines that fit; names without spaces and Chinese break between any two characters. */
function wrapped(pen, font, text, width) {
  pen.font = font;
  const lines = [''];
  for (const part of text.split(/(?<=\s)/).flatMap((word) => (pen.measureText(word).width > width ? [...word] : [word]))) {
    const longer = lines.at(-1) + part;
    if (lines.at(-1) !== '' && pen.measureText(longer.trimEnd()).width > width) {
      lines.push(part);
    } else {
      lines[lines.length - 1] = longer;
    }
  }
  return lines;
}
