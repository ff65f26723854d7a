import { speaker } from '../language/language.js';
import { TEXTS } from './texts.js';

const text = speaker(TEXTS);

/** Figures that mean something of their own in a pipeline. */
function nameIn(pipeline, name) {
  const own = `${pipeline}.${name}`;
  return own in TEXTS.en ? own : name;
}

/** What a figure is called. */
export function figureLabel(pipeline, name) {
  return text(nameIn(pipeline, name));
}

/** What a figure counts, in a sentence. */
export function figureExplanation(pipeline, name) {
  return text(`${nameIn(pipeline, name)}?`);
}

/** What a figure is formatted as: training adds run time up, ComfyUI measures single runs. */
export function formatName(pipeline, name) {
  return pipeline === 'training' && name === 'run_time_ms' ? 'training.run_time_ms' : name;
}

/** The figure of that name in a summary; a dot leads into a part. */
export function valueOf(summary, name) {
  return name.split('.').reduce((part, key) => part?.[key], summary) ?? null;
}
