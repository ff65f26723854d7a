// The characters with which a formula starts in a spreadsheet; the API's own exports defuse the same.
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;

/** RFC 4180 with a header row. Null is an empty cell; a text that a spreadsheet would run gets an apostrophe. */
export function csv(columns, rows) {
  return [columns, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

function cell(value) {
  if (value === null || value === undefined) {
    return '';
  }
  if (typeof value === 'number' || typeof value === 'boolean') {
    return String(value);
  }
  const text = FORMULA.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
