/** Rows in the order of one of their values, the greatest first or last. What is not known comes last in both. */
export function ordered(rows, metric, ascending) {
  const valueOf = (row) => row.values[metric] ?? null;
  return [...rows].sort((one, other) => {
    const [a, b] = [valueOf(one), valueOf(other)];
    if (a === null || b === null) {
      return (a === null ? 1 : 0) - (b === null ? 1 : 0);
    }
    return ascending ? a - b : b - a;
  });
}
