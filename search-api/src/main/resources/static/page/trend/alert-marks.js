import { speaker } from '../language/language.js';
import { isAborted, Problem } from '../request/api.js';
import { isOffered } from '../tabs/roles.js';
import { TEXTS } from './texts.js';

const text = speaker(TEXTS);

/** Alerts of one period that are marked. */
const MOST = 200;

/** The alerts of a workload that began in the period, for marks on a trend; none for those who may not see alerts. */
export async function alertMarks(page, workload, ask) {
  if (!isOffered('alerts', page.me)) {
    return [];
  }
  try {
    const { changes } = await ask(null, '/alerts/history', { limit: MOST });
    return changes.filter((change) => change.workload === workload && change.change === 'fired')
      .map(({ window, monitor, group }) => ({ time: window.from, label: text('alert', { name: group === null ? monitor : `${monitor} · ${group}` }) }));
  } catch (fault) {
    // A trend without marks is still a trend.
    if (!(fault instanceof Problem) && !isAborted(fault)) {
      throw fault;
    }
    return [];
  }
}
