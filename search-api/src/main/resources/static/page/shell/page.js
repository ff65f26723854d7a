import { readView, withOptions, writeView } from '../address/view.js';
import { captionLines } from '../caption/caption.js';
import { element, setChildren } from '../dom/element.js';
import { clock, moment } from '../metric/format.js';
import { filterBar, findNextChip } from '../filters/filter-bar.js';
import { filtersOf, onlyFilter } from '../filters/fields.js';
import { speaker } from '../language/language.js';
import { explanation } from '../popover/explanation.js';
import { isAborted, Problem } from '../request/api.js';
import { faultOf, getOrKept, keepAnswersOf } from '../request/kept.js';
import { dimensionLabel, valueLabel } from '../schema/labels.js';
import { loadSchema } from '../schema/schema.js';
import { createTab, tabLabel, workloadOf } from '../tabs/tabs.js';
import { inPeriod, periodBar } from '../time/period-bar.js';
import { inKeptRecords, periodParameters } from '../time/period.js';
import { learnTime, serverNow } from '../time/server-clock.js';
import { neighborOf } from '../time/step.js';
import { ownZone } from '../time/zone.js';
import { Banner } from './banner.js';
import { header } from './header.js';
import { Refresh } from './refresh.js';
import { SavedViews, savedViewsButton } from './saved-views.js';
import { Shortcuts } from './shortcuts.js';
import { TEXTS } from './texts.js';
import { keysButton, pauseButton, refreshButton } from './view-tools.js';

const text = speaker(TEXTS);

/** The signed-in page: one view at a time, always the one in the address. */
export class Page {
  constructor(me, { onSignOut, onExpired }) {
    this.me = me;
    this.closed = false;
    keepAnswersOf(JSON.stringify(me));
    this.onExpired = onExpired;
    this.onSignOut = onSignOut;
    this.view = readView(location.search, ownZone());
    this.refresh = () => this.load();
    this.follow = (event) => this.followLink(event);
    this.refreshing = new Refresh(this.refresh);
    this.views = new SavedViews(me);
    this.period = null;
    this.shortcuts = new Shortcuts({
      earlier: () => this.movePeriod(-1), later: () => this.movePeriod(1), refresh: this.refresh, pause: () => this.press('#pause'),
      filter: () => this.press('.picker'), views: () => this.press('#views'), tab: (at) => this.press(`.tabs a:nth-child(${at + 1})`),
    });
    this.abort = new AbortController();
    this.onPop = () => this.showView(readView(location.search, ownZone()));
    addEventListener('popstate', this.onPop);
    history.replaceState(null, '', writeView(this.view));
    this.build();
  }

  /** Ends all requests and timers. */
  close() {
    this.closed = true;
    this.abort.abort();
    this.refreshing.stop();
    this.shortcuts.stop();
    removeEventListener('popstate', this.onPop);
  }

  /** Rebuilds everything in the current language and theme. */
  build() {
    this.abort.abort();
    this.head = element('header', { className: 'masthead' });
    this.bars = element('div', { className: 'view-bars', attributes: { role: 'search', 'aria-label': text('bars') } });
    this.banner = new Banner(this.refresh);
    this.main = element('main', { id: 'main', tabIndex: -1 });
    document.body.replaceChildren(this.head, this.bars, this.banner.element, this.main);
    this.shown = null;
    this.showView(this.view);
  }

  /** Builds everything in a language whose labels may have to be loaded first. */
  async changeLook() {
    try {
      await loadSchema();
    } catch (fault) {
      if (!(fault instanceof Problem)) {
        throw fault;
      }
      if (fault.status === 401) {
        this.onExpired();
      }
      // Else labels stay in the language before until the next change.
    }
    if (!this.closed) {
      this.build();
    }
  }

  /** Shows another view under its own address. */
  go(view) {
    const address = writeView(view);
    if (address !== writeView(this.view)) {
      history.pushState(null, '', address);
    }
    this.showView(readView(address, ownZone()));
  }

  showView(view) {
    this.view = view;
    this.period = null;
    const focus = keyOf(document.activeElement);
    if (this.shown !== view.tab) {
      this.shown = view.tab;
      this.tab = createTab(this, view.tab);
      this.printHead = element('div', { className: 'print-only print-head' });
      this.heading = element('h1', {});
      this.main.replaceChildren(this.heading, this.printHead, this.tab.element);
    }
    this.showTitle(view);
    this.head.replaceChildren(header(this, { onLook: () => this.changeLook(), onSignOut: this.onSignOut }));
    this.finality = element('span', { className: 'finality', id: 'final-through' });
    this.updated = element('span', { className: 'updated', id: 'updated' });
    setChildren(
      this.bars,
      element(
        'div', { className: 'bar' },
        ...periodBar(view, (next) => this.go(next), () => this.view),
        element('div', { className: 'freshness' }, this.finality, this.updated, ...this.tools()),
      ),
      ...filterBar(view, workloadOf(view), this.me, (next) => this.go(next), () => this.view),
    );
    focus?.();
    // A link may lead to a tab that is not offered to this person: its panels say so.
    this.head.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    this.load();
  }

  /** Asks for all that the view shows, side by side; what the view before asked for ends. */
  async load() {
    this.abort.abort();
    this.abort = new AbortController();
    const { view } = this;
    const { signal } = this.abort;
    this.refreshing.happened();
    const load = { view, signal, fault: null, since: null, seconds: 0, completeFrom: null };
    const ask = (...question) => this.ask(load, ...question);
    await Promise.all(this.tab.show(view, ask));
    if (signal.aborted) {
      return;
    }
    // Answers may have brought the name of a value.
    this.showTitle(view);
    if (load.fault === null) {
      this.refreshing.succeeded();
      this.banner.hide();
      this.updated.textContent = text('updated', { time: clock(new Date().toISOString(), view.zone) });
    }
    this.main.dataset.loaded = String(Number(this.main.dataset.loaded ?? 0) + 1);
  }

  /**
   * The answer of a route of `workload`, over the period and with the filters of the view by default.
   */
  async ask(load, workload, route, parameters = {}, { period = true, filtered = true } = {}) {
    const { view, signal } = load;
    const path = workload === null ? route : `/${workload}${route}`;
    const question = {
      ...(period ? periodParameters(view) : {}), ...(filtered ? filtersOf(workload, view.filters) : {}), ...parameters,
    };
    try {
      const answer = await getOrKept(path, question, signal);
      if (faultOf(answer) === null) {
        learnTime(answer);
      } else {
        this.noteFault(load, faultOf(answer), answer.generated_at);
      }
      // Answers over a period of their own, such as the last four weeks, say nothing about that of the view.
      if (period) {
        this.period = answer.from ? { from: answer.from, to: answer.to } : this.period;
        this.showFinality(load, answer);
        this.showPrintHead(view, answer);
      }
      return answer;
    } catch (fault) {
      this.noteFault(load, fault);
      throw fault;
    }
  }

  /** `since`: when the kept answer was made that replaces the one that failed. */
  noteFault(load, fault, since = null) {
    if (isAborted(fault) || load.signal.aborted || !(fault instanceof Problem)) {
      return;
    }
    if (fault.status === 401) {
      this.onExpired();
    } else if (fault.mayPass) {
      if (load.fault === null) {
        load.seconds = this.refreshing.failed(fault.retryAfterSeconds);
      }
      load.fault ??= fault;
      load.since = [load.since, since].filter(Boolean).sort()[0] ?? null;
      this.banner.show(load.fault, load.since, load.seconds, load.view.zone);
    }
  }

  showFinality(load, answer) {
    if (!('final_through' in answer)) {
      return;
    }
    const { view } = load;
    // Answers from records or hours alone cover a shorter period and say nothing of the time before.
    load.completeFrom = [load.completeFrom, answer.complete_from].filter(Boolean).sort().at(-1) ?? null;
    const time = answer.final_through && moment(answer.final_through, view.zone);
    const open = !answer.final_through || Date.parse(answer.to) > Date.parse(answer.final_through);
    const words = time ? text('finalThrough', { time }) : text('nothingFinal');
    const complete = load.completeFrom && text('completeFrom', { time: moment(load.completeFrom, view.zone) });
    const said = JSON.stringify([complete, words, open]);
    // An open explanation stays open.
    if (this.finality.dataset.said === said) {
      return;
    }
    this.finality.dataset.said = said;
    this.finality.className = open || complete ? 'finality open' : 'finality';
    this.finality.replaceChildren(
      ...(complete ? [element('span', { className: 'words complete-from' }, complete), explanation(complete, text('complete?')), ' · '] : []),
      element('span', { className: 'words' }, words, time && open ? ` · ${text('provisional')}` : ''), explanation(words, text('final?')),
    );
  }

  /** The tab, with the name of the one value that it is filtered by where there is just one. */
  showTitle(view) {
    const workload = workloadOf(view);
    const [name, value] = onlyFilter(filtersOf(workload, view.filters)) ?? [];
    const entity = name && valueLabel(workload, name, value);
    document.title = [entity, tabLabel(view.tab), 'Tidemark'].filter(Boolean).join(' · ');
    this.heading.className = entity ? 'entity' : 'unseen';
    this.heading.textContent = entity ? `${tabLabel(view.tab)} · ${dimensionLabel(workload, name)} ${entity}` : tabLabel(view.tab);
  }

  /** Stands on paper in place of the bars. */
  showPrintHead(view, answer) {
    if (answer.from) {
      const lines = captionLines(view, this.me, workloadOf(view), answer);
      this.printHead.replaceChildren(element('h1', {}, `Tidemark · ${tabLabel(view.tab)}`), ...lines.map((line) => element('p', {}, line)));
    }
  }

  /** The view of the records that the metrics count, chosen by `options` such as an outcome, under the filters of the view. */
  records(view, kind, options) {
    // Metrics leave out calls from the playground.
    const channel = kind === 'model-calls' ? 'api' : null;
    return { ...inKeptRecords(view, serverNow()), tab: 'records', filters: filtersOf(kind, view.filters), options: { kind, channel, ...options } };
  }

  /** The address of a tab, with those of the filters that it knows. */
  addressOfTab(tab) {
    const next = { ...this.view, tab, options: {} };
    return writeView({ ...next, filters: filtersOf(workloadOf(next), this.view.filters) });
  }

  /** Shows the period before, or after; nothing happens where none is kept, or none has begun. */
  movePeriod(times) {
    const next = this.period && neighborOf(this.view, this.period, times, serverNow());
    if (next) {
      this.go(inPeriod(this.view, next));
    }
  }

  press(selector) {
    document.querySelector(selector)?.click();
  }

  tools() {
    return [
      pauseButton(this.refreshing), refreshButton(this.refresh), savedViewsButton(this, this.views, () => writeView(withOptions(this.view, {}))),
      keysButton(() => this.shortcuts.showHelp()),
    ];
  }

  /** Follows a link within the page without loading it again; the browser opens new windows as always. */
  followLink(event) {
    const link = event.currentTarget;
    if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || !link.hasAttribute('href')) {
      return;
    }
    event.preventDefault();
    this.go(readView(new URL(link.href).search, ownZone()));
  }
}

/** Restores the focus after its bar was rebuilt. */
function keyOf(focused) {
  const selector = focused?.id ? `#${CSS.escape(focused.id)}`
    : Object.entries(focused?.dataset ?? {}).map(([name, value]) => `[data-${name}="${CSS.escape(value)}"]`).join('');
  const find = selector ? () => /** @type {HTMLElement} */ (document.querySelector(selector)) : findNextChip(focused);
  return find && (() => find()?.focus());
}
