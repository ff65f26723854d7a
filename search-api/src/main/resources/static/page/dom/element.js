/**
 * A new element. `given` holds properties, and under `attributes`, `data` and `on` its attributes, data
 * attributes and listeners. Children are elements or texts; a text is never read as markup. Children that are
 * null or false are left out.
 */
export function element(tag, given = {}, ...children) {
  const { attributes = {}, data = {}, on = {}, ...properties } = given;
  const made = Object.assign(document.createElement(tag), properties);
  for (const [name, value] of Object.entries(attributes)) {
    setAttribute(made, name, value);
  }
  Object.assign(made.dataset, data);
  for (const [name, listener] of Object.entries(on)) {
    made.addEventListener(name, listener);
  }
  made.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return made;
}

/** Sets an attribute; null and false take it away. */
export function setAttribute(target, name, value) {
  if (value === null || value === undefined || value === false) {
    target.removeAttribute(name);
  } else {
    target.setAttribute(name, value === true ? '' : value);
  }
}

/** A choice: options as `[value, label]`. */
export function select(label, options, current, onChange) {
  const made = element('select', {
    attributes: { 'aria-label': label },
    on: { change: (event) => onChange(event.target.value) },
  });
  made.append(...options.map(([value, name]) => new Option(name, value, false, value === current)));
  return made;
}

/** A button with a text. */
export function button(label, onClick, given = {}) {
  return element('button', { type: 'button', textContent: label, ...given, on: { click: onClick } });
}
