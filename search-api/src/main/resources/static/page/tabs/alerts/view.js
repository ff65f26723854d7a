import { element } from '../../dom/element.js';
import { speaker } from '../../language/language.js';
import { Panel } from '../../panel/panel.js';
import { explanation } from '../../popover/explanation.js';
import { replaceTable } from '../../table/table.js';
import { FiringAlerts } from './firing.js';
import { historyTable, monitorTable, SHOWN_CHANGES } from './lists.js';
import { Recipes } from './recipes.js';
import { TEXTS } from './texts.js';

const text = speaker(TEXTS);

const WITHOUT_FILTERS = { period: false, filtered: false };

export function createTab(page) {
  const panels = Object.fromEntries(['now', 'history', 'monitors', 'recipes'].map((name) => [name, panel(page, name)]));
  const firing = new FiringAlerts(page);
  const recipes = new Recipes(page);
  panels.now.body.append(firing.element);
  panels.recipes.body.append(recipes.element);
  return {
    element: element('div', { className: 'tab' }, ...Object.values(panels).map((one) => one.element)),
    show(view, ask) {
      const ofNow = (route) => ask(null, route, {}, WITHOUT_FILTERS);
      const monitors = ofNow('/monitors/status');
      let bodies = new Map();
      const listed = Promise.all([monitors, ofNow('/monitors')]).then(([found, { settings }]) => {
        bodies = new Map(settings.map(({ id, body }) => [id, body]));
        return found;
      });
      const offered = Promise.all([ofNow('/monitors/recipes'), monitors, ofNow('/channels')]);
      return [
        panels.now.fill(ofNow('/alerts'), (found) => firing.show(found.alerts, view, ask)),
        panels.history.fill(ask(null, '/alerts/history', { limit: SHOWN_CHANGES }), (found) => replaceTable(panels.history.body, historyTable(found, view))),
        panels.monitors.fill(listed, (found) => replaceTable(panels.monitors.body, monitorTable(found, bodies, view))),
        panels.recipes.fill(offered, (found) => recipes.show(...found)),
      ];
    },
  };
}

function panel(page, name) {
  return new Panel({ title: text(name), name, sign: explanation(text(name), text(`${name}?`)), retry: page.refresh });
}
