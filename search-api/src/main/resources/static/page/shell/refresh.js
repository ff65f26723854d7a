const KEY = 'tidemark.refresh.paused';

/** The running hour is published once a minute. */
const EVERY_MILLIS = 60_000;

/** After a failed refresh; each automatic retry that fails doubles the wait, up to the usual minute. */
const FIRST_RETRY_SECONDS = 5;

/** Refreshes every minute, unless it is paused or the page is hidden. */
export class Refresh {
  constructor(refresh) {
    this.refresh = refresh;
    this.last = Date.now();
    this.sooner = null;
    this.retries = 0;
    this.ticking = setInterval(() => this.tick(), 1_000);
    this.onLook = () => this.tick();
    document.addEventListener('visibilitychange', this.onLook);
  }

  stop() {
    clearInterval(this.ticking);
    document.removeEventListener('visibilitychange', this.onLook);
  }

  get paused() {
    return localStorage.getItem(KEY) === 'yes';
  }

  turn() {
    localStorage.setItem(KEY, this.paused ? 'no' : 'yes');
  }

  /** The answers of now: the next minute counts from here. */
  happened() {
    this.last = Date.now();
    this.sooner = null;
  }

  /** Everything was answered: the next failure is the first one. */
  succeeded() {
    this.retries = 0;
  }

  /**
   * Something was not answered: asks again later, even while paused, and not before the server said that it makes
   * sense. Returns in how many seconds.
   */
  failed(retryAfterSeconds) {
    const wait = Math.min(FIRST_RETRY_SECONDS * 2 ** this.retries, EVERY_MILLIS / 1_000);
    const seconds = Math.max(wait, retryAfterSeconds ?? 0);
    this.sooner = Date.now() + seconds * 1_000;
    return seconds;
  }

  tick() {
    const due = this.sooner ?? this.last + EVERY_MILLIS;
    const wanted = !this.paused || this.sooner !== null;
    if (wanted && !document.hidden && Date.now() >= due) {
      this.retries += this.sooner === null ? 0 : 1;
      this.happened();
      this.refresh();
    }
  }
}
