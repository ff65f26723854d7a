import { speaker } from '../language/language.js';
import { TEXTS } from './texts.js';

const text = speaker(TEXTS);

/** Figures that mean something of their own in a workload. */
function nameIn(workload, name) {
  const own = `${workload}.${name}`;
  return own in TEXTS.en ? own : name;
}

/** What a figure is called. */
export function figureLabel(workload, name) {
  return text(nameIn(workload, name));
}

/** What a figure counts, in a sentence. */
export function figureExplanation(workload, name) {
  return text(`${nameIn(workload, name)}?`);
}

/** What a figure is formatted as: training adds run time up, ComfyUI measures single runs. */
export function formatName(workload, name) {
  return workload === 'training' && name === 'run_time_ms' ? 'training.run_time_ms' : name;
}

/** The figure of that name in a summary; a dot leads into a part. */
export function valueOf(summary, name) {
  return name.split('.').reduce((part, key) => part?.[key], summary) ?? null;
}
