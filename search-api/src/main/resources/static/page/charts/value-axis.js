/** From here on a share is drawn up to the whole, as one without any value; else the axis ends where it suits the values. */
const NEARLY_WHOLE = 0.75;

/** The scale of a value axis: ratios end at 100 %, where an axis that fits itself would continue to 120 %. */
export function valueScale(format, values) {
  const greatest = Math.max(0, ...values.filter((value) => value !== null));
  const upToWhole = greatest === 0 || (greatest > NEARLY_WHOLE && greatest <= 1);
  return format === 'ratio' && upToWhole ? { min: 0, max: 1, interval: 0.25 } : {};
}
