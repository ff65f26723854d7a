/** From here on a share is drawn up to the whole, as one without any value; else the axis ends where it suits the values. */
const NEARLY_WHOLE = 0.75;

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Milliseconds of one, for units that are shown in minutes and hours where they are long. */
const MILLIS = { ms: 1, span: 1, seconds: 1_000 };
const LONG = 10 * MINUTE;

/** Steps of long times: decimal ones of milliseconds are no whole minutes or hours. */
const LONG_STEPS = [
  ...[2, 5, 10, 20, 30].map((minutes) => minutes * MINUTE),
  ...[1, 10, 100, 1_000, 10_000].flatMap((tens) => [1, 2, 5].map((hours) => hours * tens * HOUR)),
];
const MOST_STEPS = 5;

/**
 * The scale of a value axis: ratios end at 100 %, where an axis that fits itself would continue to 120 %, and long times
 * have steps of minutes and hours.
 */
export function valueScale(format, values) {
  const greatest = Math.max(0, ...values.filter((value) => value !== null));
  const upToWhole = greatest === 0 || (greatest > NEARLY_WHOLE && greatest <= 1);
  if (format === 'ratio' && upToWhole) {
    return { min: 0, max: 1, interval: 0.25 };
  }
  const millis = MILLIS[format] ?? 0;
  if (greatest * millis < LONG) {
    return {};
  }
  const step = LONG_STEPS.find((one) => greatest * millis <= one * MOST_STEPS);
  if (step === undefined) {
    return {};
  }
  const interval = step / millis;
  // Of the series that are shown, stacked ones together; without any it is not a number.
  return { interval, max: ({ max }) => Math.ceil(Math.max(max || 1, 1) / interval) * interval };
}
