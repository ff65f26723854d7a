import { get, Problem } from './api.js';

/** Answers that are kept; one view asks for about ten. */
const MOST = 60;

// The last good answer of each question, and what went wrong when one of them was used again.
const answers = new Map();
const faults = new WeakMap();
let owner = null;

/** Answers belong to one person: those of another are forgotten. */
export function keepAnswersOf(person) {
  if (person !== owner) {
    answers.clear();
    owner = person;
  }
}

/**
 * The answer of one route, as `get`. While the server cannot answer it is the last good answer to the same
 * question, where there is one.
 */
export async function getOrKept(path, parameters = {}, signal = undefined) {
  const question = JSON.stringify([path, parameters]);
  const asker = owner;
  try {
    const answer = await get(path, parameters, signal);
    if (asker === owner) {
      keep(question, answer);
    }
    return answer;
  } catch (fault) {
    if (!(fault instanceof Problem && fault.mayPass && answers.has(question))) {
      throw fault;
    }
    const answer = { ...answers.get(question) };
    faults.set(answer, fault);
    return answer;
  }
}

/** Why an answer is an old one; null when it is new. */
export function faultOf(answer) {
  return faults.get(answer) ?? null;
}

function keep(question, answer) {
  answers.delete(question);
  answers.set(question, answer);
  if (answers.size > MOST) {
    answers.delete(answers.keys().next().value);
  }
}
