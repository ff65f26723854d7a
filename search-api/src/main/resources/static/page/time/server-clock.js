// The server decides what is now; this browser's clock may be wrong.
let ahead = 0;
let known = false;

/** Learns the time from an answer. */
export function learnTime(answer) {
  if (answer.generated_at) {
    ahead = Date.parse(answer.generated_at) - Date.now();
    known = true;
  }
}

/** Whether the server has said the time. */
export function isTimeKnown() {
  return known;
}

/** Now, in milliseconds. */
export function serverNow() {
  return Date.now() + ahead;
}
