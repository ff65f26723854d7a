// After Okabe and Ito: told apart with every kind of colour blindness, and by lightness in print.
const LIGHT = {
  series: ['#0072b2', '#d98200', '#008f67', '#b0559c', '#3aa0d8', '#c04a00', '#6b5b00', '#33415c'],
  other: '#8a949c',
  ink: '#1d2b33', soft: '#55656f', line: '#dde3e7', back: '#ffffff', provisional: 'rgba(90, 110, 125, 0.13)',
};
const DARK = {
  series: ['#4ea8de', '#f0a93b', '#2fbf93', '#d98cc6', '#9ad4f5', '#f07c3e', '#d6c24a', '#b9c4e0'],
  other: '#8b98a1',
  ink: '#e3eaee', soft: '#a3b1ba', line: '#33424c', back: '#182229', provisional: 'rgba(170, 190, 205, 0.13)',
};

const STROKES = ['solid', 'dashed', 'dotted'];

/** The colours that fit the page as it is now. */
export function palette() {
  return document.documentElement.dataset.theme === 'dark' ? DARK : LIGHT;
}

/** How the line of a series is drawn; from the fourth on they differ by more than colour. */
export function stroke(index) {
  return STROKES[Math.floor(index / 3) % STROKES.length];
}
