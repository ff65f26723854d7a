import { element } from '../../dom/element.js';
import { speaker } from '../../language/language.js';
import { Panel } from '../../panel/panel.js';
import { explanation } from '../../popover/explanation.js';
import { replaceTable } from '../../table/table.js';
import { Connect } from './connect.js';
import { sourceTable } from './list.js';
import { TEXTS } from './texts.js';

const text = speaker(TEXTS);

export function createTab(page) {
  const sources = panel(page, 'sources');
  const connecting = panel(page, 'connect');
  const connect = new Connect(page.refresh);
  connecting.body.append(connect.element);
  return {
    element: element('div', { className: 'tab' }, sources.element, connecting.element),
    show(view, ask) {
      const answer = ask(null, '/sources');
      return [
        sources.fill(answer, (found) => replaceTable(sources.body, sourceTable(found, view))),
        connecting.fill(answer, (found) => connect.showAddress(found)),
      ];
    },
  };
}

function panel(page, name) {
  return new Panel({ title: text(name), name, sign: explanation(text(name), text(`${name}?`)), retry: page.refresh });
}
