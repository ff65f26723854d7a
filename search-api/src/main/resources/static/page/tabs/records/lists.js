/** One node of a run: `12 KSampler 5250 ms`; the server may not know the class of a node. */
const NODE = /^(\S+)(?: (.+))? (\d+) ms$/;
const BETWEEN_NODES = /(?<= ms), /;

/**
 * The node times of a run as `{ rows, isCut }`, as the package for ComfyUI writes them, each with `id`, `type` and `ms`. A text
 * that is cut ends inside of a node. Null when it is any other text.
 */
export function readNodeTimes(text) {
  const parts = text.split(BETWEEN_NODES);
  const nodes = parts.map((part) => part.match(NODE));
  const isCut = nodes.at(-1) === null;
  const whole = isCut ? nodes.slice(0, -1) : nodes;
  if (whole.length === 0 || whole.includes(null)) {
    return null;
  }
  return { rows: whole.map(([, id, type, ms]) => ({ id, type: type ?? '', ms: Number(ms) })), isCut };
}

/**
 * The attempts of a routing as `{ rows, isCut }`, where the routing is an object with the list `attempts`. Of a text that is cut,
 * the attempts that are whole. Null when it is any other text.
 */
export function readAttempts(text) {
  const whole = attemptsOf(text);
  if (whole !== null) {
    return { rows: whole, isCut: false };
  }
  for (let end = text.lastIndexOf('}'); end > 0; end = text.lastIndexOf('}', end - 1)) {
    const rows = attemptsOf(`${text.slice(0, end + 1)}]}`);
    if (rows !== null) {
      return { rows, isCut: true };
    }
  }
  return null;
}

function attemptsOf(text) {
  try {
    const attempts = JSON.parse(text)?.attempts;
    const isList = Array.isArray(attempts) && attempts.length > 0;
    return isList && attempts.every((one) => one !== null && typeof one === 'object') ? attempts : null;
  } catch {
    return null;
  }
}
