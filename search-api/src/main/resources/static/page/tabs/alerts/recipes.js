import { button, element, select, setChildren } from '../../dom/element.js';
import { keepFocus } from '../../dom/focus.js';
import { currentLanguage, speaker } from '../../language/language.js';
import { faultInWords } from '../../problem/problem.js';
import { Problem, write } from '../../request/api.js';
import { TEXTS } from './texts.js';

const text = speaker(TEXTS);

/** Monitors that one click adds, with the channel that is chosen. */
export class Recipes {
  constructor(page) {
    this.page = page;
    this.channel = '';
    this.note = element('p', { className: 'note', attributes: { role: 'status' } });
    this.choice = element('label', {});
    this.list = element('ul', { className: 'recipes' });
    this.element = element('div', {}, this.choice, this.list, this.note);
  }

  show({ recipes }, { monitors }, { settings }) {
    const channels = settings.map(({ id }) => [id, id]);
    const chosen = select(text('channel'), [['', text('noChannel')], ...channels], this.channel, (id) => { this.channel = id; });
    keepFocus(this.choice, () => setChildren(this.choice, element('span', {}, text('channel')), ' ', Object.assign(chosen, { name: 'channel' })));
    const present = new Set(monitors.map(({ id }) => id));
    keepFocus(this.list, () => setChildren(this.list, recipes.map((recipe) => this.item(recipe, present.has(recipe.id)))));
  }

  item(recipe, isPresent) {
    const add = button(isPresent ? text('added') : text('add'), () => this.add(recipe), { disabled: isPresent });
    add.dataset.recipe = recipe.id;
    return element('li', {}, element('span', {}, recipe.title[currentLanguage()] ?? recipe.id), ' ', add);
  }

  async add(recipe) {
    const channels = this.channel === '' ? {} : { channels: [this.channel] };
    const zone = { time_zone: this.page.view.zone };
    try {
      await write('PUT', `/monitors/${recipe.id}`, { ...recipe.body, ...zone, ...channels });
      this.note.textContent = text('addedNow', { id: recipe.id });
      this.page.refresh();
    } catch (fault) {
      if (!(fault instanceof Problem)) {
        throw fault;
      }
      this.note.textContent = text('notAdded', { message: faultInWords(fault) });
    }
  }
}
