/**
 * A new element. `given` holds properties, and under `attributes`, `data` and `on` its attributes, data
 * attributes and listeners. Children are elements or texts; a text is never read as markup. Children that are
 * null or false are left out.
 *
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, any>} given
 * @param {any[]} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function element(tag, given = {}, ...children) {
  const { attributes = {}, data = {}, on = {}, ...properties } = given;
  const made = document.createElement(tag);
  // A property of the DOM turns undefined and null into the words "undefined" and "null".
  Object.assign(made, Object.fromEntries(Object.entries(properties).filter(([, value]) => isGiven(value))));
  for (const [name, value] of Object.entries(attributes)) {
    setAttribute(made, name, value);
  }
  Object.assign(made.dataset, data);
  for (const [name, listener] of Object.entries(on)) {
    made.addEventListener(name, listener);
  }
  made.append(...shownChildren(children));
  return made;
}

/** Replaces the children of `target`. Children that are null or false are left out, as in `element`. */
export function setChildren(target, ...children) {
  target.replaceChildren(...shownChildren(children));
}

function shownChildren(children) {
  return children.flat().filter((child) => isGiven(child) && child !== false);
}

function isGiven(value) {
  return value !== null && value !== undefined;
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

/** Leaves the options of a choice that are allowed. */
export function offer(control, allowed) {
  [...control.options].forEach((one) => { one.disabled = !allowed.includes(one.value); });
}

/** A button with a text. */
export function button(label, onClick, given = {}) {
  return element('button', { type: 'button', textContent: label, ...given, on: { click: onClick } });
}
