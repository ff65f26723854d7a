const KEY = 'tidemark.refresh.paused';

/** The running hour is published once a minute. */
const EVERY_MILLIS = 60_000;

/** Asks again every minute, unless it is paused or nobody looks. */
export class Refresh {
  constructor(refresh) {
    this.refresh = refresh;
    this.last = Date.now();
    this.sooner = null;
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

  /** Asks again after so many seconds: the server said when it makes sense. */
  after(seconds) {
    this.sooner = Date.now() + seconds * 1_000;
  }

  tick() {
    const due = Math.min(this.last + EVERY_MILLIS, this.sooner ?? Infinity);
    const wanted = !this.paused || this.sooner !== null;
    if (wanted && !document.hidden && Date.now() >= due) {
      this.happened();
      this.refresh();
    }
  }
}
