// `series` for fixed series, after Okabe and Ito: distinguishable with every kind of colour blindness, and by lightness in
// print. `names` for names from outside: eight hues in three shades, at least 3 : 1 against the panel. `other` and
// `unknown` for what has no name.
const LIGHT = {
  series: ['#0072b2', '#b96f07', '#008f67', '#b0559c', '#0e89d6', '#c04a00', '#6b5b00', '#33415c'],
  names: [
    '#168dd9', '#bd720f', '#019f68', '#bb5faa', '#03999f', '#d15d4d', '#8c8c01', '#8673d9',
    '#4260b5', '#7f610d', '#06776a', '#a13d67', '#11718b', '#9e4c03', '#467504', '#814a9f',
    '#094f68', '#733203', '#18561b', '#60316d', '#02544c', '#772935', '#564604', '#364082',
  ],
  other: '#8a949c', unknown: '#56626b',
  ink: '#1d2b33', soft: '#55656f', line: '#dde3e7', back: '#ffffff', provisional: 'rgba(90, 110, 125, 0.13)', mark: '#b3261e',
};
const DARK = {
  names: [
    '#95cefe', '#fdb770', '#5de5a5', '#fda5ea', '#0de2eb', '#fcb2a5', '#cecf4d', '#c6befe',
    '#7da0fc', '#ca9e1e', '#1bbeaa', '#e97da6', '#15b6df', '#e8894a', '#83b755', '#c289e4',
    '#248fb7', '#b86e44', '#589457', '#9f6dad', '#12978a', '#bb666f', '#998127', '#6f7dc5',
  ],
  series: ['#4ea8de', '#f0a93b', '#2fbf93', '#d98cc6', '#9ad4f5', '#f07c3e', '#d6c24a', '#b9c4e0'],
  other: '#8b98a1', unknown: '#cdd6dc',
  ink: '#e3eaee', soft: '#a3b1ba', line: '#33424c', back: '#182229', provisional: 'rgba(170, 190, 205, 0.13)', mark: '#ff8a80',
};

/** How many colours there are for names. */
export const NAME_COLOURS = LIGHT.names.length;

/** Hues among them. */
const HUES = 8;

const STROKES = ['solid', 'dashed', 'dotted'];

/** The colours that fit the page as it is now. */
export function palette() {
  return document.documentElement.dataset.theme === 'dark' ? DARK : LIGHT;
}

/** The colour of a name by its number, or of what has no name: `other` or `unknown`. Undefined for all else. */
export function colourOf(colour) {
  return palette().names[colour] ?? palette()[colour];
}

/** How the line of a series is drawn; from the fourth on they differ by more than colour. */
export function stroke(index) {
  return STROKES[Math.floor(index / 3) % STROKES.length];
}

/** The same for a series with the colour of a name: shades of one hue differ by stroke, too. */
export function strokeOfName(number) {
  return STROKES[Math.floor(number / HUES) % STROKES.length];
}
