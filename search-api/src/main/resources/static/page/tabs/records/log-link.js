/** The address of the logs of a record; null when the template is null, or names a field that the record lacks. */
export function logLinkOf(template, record) {
  let complete = template !== null;
  const address = (template ?? '').replace(/\{(\w+)\}/g, (_, name) => {
    const value = record[name] ?? null;
    complete &&= value !== null && typeof value !== 'object';
    return encodeURIComponent(value);
  });
  return complete ? address : null;
}
