// The server decides what is now; this browser's clock may be wrong.
let ahead = 0;

/** Learns the time from an answer. */
export function learnTime(answer) {
  if (answer.generated_at) {
    ahead = Date.parse(answer.generated_at) - Date.now();
  }
}

/** Now, in milliseconds. */
export function serverNow() {
  return Date.now() + ahead;
}
