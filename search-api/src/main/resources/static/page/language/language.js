const KEY = 'tidemark.language';

/** The languages of the page with their own names. */
export const LANGUAGES = [['en', 'English'], ['zh', '中文']];

let language = chosen();

function chosen() {
  const kept = localStorage.getItem(KEY);
  return isKnown(kept) ? kept : navigator.language.startsWith('zh') ? 'zh' : 'en';
}

function isKnown(name) {
  return LANGUAGES.some(([known]) => known === name);
}

/** `en` or `zh`. */
export function currentLanguage() {
  return language;
}

/** The locale that numbers and times are written in. */
export function locale() {
  return language === 'zh' ? 'zh-CN' : 'en';
}

/** Speaks that language from now on, and the next time too. */
export function speak(name) {
  language = isKnown(name) ? name : 'en';
  localStorage.setItem(KEY, language);
  document.documentElement.lang = locale();
}

/**
 * Reads texts of a feature, given in both languages under the same names: `text(name, {count: 3})` puts 3 where
 * the text says `{count}`. A name without a text stands for itself, so that a gap shows.
 */
export function speaker(texts) {
  return (name, values = {}) => {
    const found = texts[language][name] ?? name;
    return found.replace(/\{(\w+)\}/g, (whole, key) => (key in values ? String(values[key]) : whole));
  };
}
