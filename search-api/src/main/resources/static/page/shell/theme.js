const KEY = 'tidemark.theme';
const system = matchMedia('(prefers-color-scheme: dark)');

/** `light` or `dark`: as chosen before, otherwise as the system is set. */
export function currentTheme() {
  const kept = localStorage.getItem(KEY);
  return kept === 'light' || kept === 'dark' ? kept : system.matches ? 'dark' : 'light';
}

/** Shows the page in its theme. */
export function applyTheme() {
  document.documentElement.dataset.theme = currentTheme();
}

/** Changes to the other theme, now and the next time. */
export function otherTheme() {
  localStorage.setItem(KEY, currentTheme() === 'dark' ? 'light' : 'dark');
  applyTheme();
}

/** Calls back when the system changes its theme. */
export function onSystemTheme(listener) {
  system.addEventListener('change', listener);
}
