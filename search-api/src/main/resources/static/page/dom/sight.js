/** Whether a part of the page is in sight, as the page lies now. */
export function isInSight(part) {
  const { top, bottom } = part.getBoundingClientRect();
  return bottom > 0 && top < innerHeight;
}

/** Puts off work for a part of the page until that is in sight. */
export class Sight {
  #observer = null;

  constructor(part) {
    this.part = part;
  }

  /** Does the work once the part is in sight; only the last work waits. */
  wait(work) {
    this.#observer?.disconnect();
    this.#observer = new IntersectionObserver((changes, observer) => {
      if (changes.at(-1).isIntersecting) {
        observer.disconnect();
        work();
      }
    });
    this.#observer.observe(this.part);
  }
}
