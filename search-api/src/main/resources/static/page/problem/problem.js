import { readView } from '../address/view.js';
import { fullMinute } from '../metric/format.js';
import { currentLanguage, speaker } from '../language/language.js';
import { NOT } from '../filters/fields.js';
import { findFieldLabel } from '../schema/labels.js';
import { ownZone } from '../time/zone.js';
import { TEXTS } from './texts.js';

const text = speaker(TEXTS);

const INSTANT = /\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)/g;

/**
 * The sentences of the API, with what of them is kept in a translation.
 *
 * @type {[string, RegExp][]}
 */
const FORMS = [
  ['kept', /^Nothing before (?<time>\S+) is kept/],
  ['previous', /^The period before starts at (?<start>\S+); nothing before (?<first>\S+) is kept/],
  ['hours', /^Hours are kept from (?<time>\S+) on/],
  ['order', /^The range ends before it starts/],
  ['otherUser', /^You may not see the usage of this user/],
  ['otherRuns', /^Not all of its runs are open to you/],
  ['noRecord', /^The record is not found/],
  ['nothing', /^There is nothing at this address/],
  ['needsValue', /^dimension=(?<parameter>\S+) needs a value/],
  ['notTaken', /^(?<parameter>\S+) does not take this value/],
  ['range', /^(?<parameter>\S+) is out of range/],
  ['number', /^(?<parameter>\S+) is not a whole number/],
  ['time', /^(?<parameter>\S+) is not a time\b(?! zone)/],
  ['zone', /^(?<parameter>\S+) is not a time zone/],
  ['empty', /^(?<parameter>\S+) is empty/],
  ['tooLong', /^(?<parameter>\S+) is too long/],
  ['many', /^(?<parameter>\S+) has too many values/],
  ['twice', /^(?<parameter>\S+) is given (?<count>\d+) times/],
  ['needsFrom', /^to needs from/],
  ['contradicts', /^range contradicts from and to/],
  ['points', /^The answer could have (?<count>\d+) points/],
  ['groups', /^There are more groups than can be ranked/],
  ['rate', /^More than (?<count>\d+) requests in a minute/],
  ['exports', /^(?<count>\d+) exports (?:of this (?:user|tenant) )?run already/],
  ['unreadable', /^The data cannot be read right now/],
  ['slow', /^The search took too long/],
  ['token', /^Your token cannot be checked right now/],
  ['cursor', /^This cursor does not belong to this request/],
  ['oldCursor', /^The range of this cursor is no longer kept/],
  ['superAdmin', /^Only a super-admin may do this/],
  ['evaluation', /^The evaluation failed/],
  ['file', /^This setting is in a file of the operator/],
  ['busy', /^Others change this setting/],
  ['settings', /^There are (?<count>\d+) \S+ already/],
];

/**
 * The sentences about an entry of the body of a setting.
 *
 * @type {[string, RegExp][]}
 */
const ENTRY_FORMS = [
  ['missing', /^This member is missing/],
  ['unknown', /^There is no such member; allowed are (?<allowed>.+)\.$/],
  ['amount', /^This must be an amount/],
  ['positive', /^The amount must be greater than 0/],
  ['whole', /^This must be a whole number from (?<least>\d+) to (?<most>\d+)/],
  ['oneOf', /^This must be one of (?<allowed>.+)\.$/],
  ['text', /^(?:This must be a text|These must be texts) of 1 to (?<most>\d+) characters/],
  ['zone', /^This must be a (?:time zone|name) of the IANA/],
  ['time', /^This must be a time such as (?<example>[^ ]+)\.$/],
  ['items', /^This must be a list of at most (?<most>\d+) items/],
  ['count', /^This must be 1 to (?<most>\d+) /],
  ['longest', /^Values are texts of at most (?<most>\d+) characters/],
  ['twice', /^One of these occurs twice/],
  ['channel', /^There is no channel with this id/],
  ['prices', /there is no price list/],
  ['ended', /^This budget would never fire: it (?:has ended|ends before it starts)/],
  ['departments', /no rule gives usage to departments/],
  ['department', /no rule gives usage to (?<department>.+)\.$/],
  ['noLevel', /^This budget would never fire: it has no level/],
  ['leftOut', /^This budget would never fire: (?<filter>\S+) leaves all of them out/],
  ['neverSeen', /^Usage never has this value; allowed are (?<allowed>.+)\.$/],
  ['levels', /^Levels are whole percents from (?<least>\d+) to (?<most>\d+)/],
  ['levelTwice', /^The level (?<level>\d+) occurs twice/],
  ['once', /^Only a budget of period once/],
  ['watchOnly', /^Decisions are about model calls/],
  ['perDepartment', /^A budget of departments has one account/],
  ['oneAccount', /^Without per there is one account/],
  ['neverApplies', /^This never applies/],
  ['overrideTwice', /^This value has two overrides/],
  ['routeName', /^This id is the name of a route/],
];

/**
 * Why the API refused a request, in the language of the page and with times of its zone. A sentence that is not known
 * stays as it is in English; in Chinese the kind of the refusal is said instead.
 */
export function problemInWords(problem, zone = readView(location.search, ownZone()).zone) {
  if (problem.message === '') {
    return '';
  }
  for (const [name, form] of FORMS) {
    const found = form.exec(problem.message);
    if (found) {
      return text(`form:${name}`, inWords(found.groups ?? {}, zone));
    }
  }
  return currentLanguage() === 'en' ? withTimesOf(problem.message, zone) : kindInWords(problem);
}

/** Why a request failed, also where the API said nothing. */
export function faultInWords(fault) {
  return problemInWords(fault) || text(fault.status === 0 ? 'kind:unreachable' : 'kind:other', { status: fault.status });
}

/** Why an entry of a body was rejected, as {@link problemInWords}. */
export function entryInWords(problem) {
  for (const [name, form] of ENTRY_FORMS) {
    const found = form.exec(problem.message);
    if (found) {
      return text(`entry:${name}`, found.groups ?? {});
    }
  }
  return problemInWords(problem);
}

/** Why an evaluation in the background failed, as the API tells it in a status. */
export function failureInWords(message) {
  return problemInWords({ message, kind: 'evaluation', parameter: null, limit: null, status: null });
}

function kindInWords({ kind, parameter, limit, status }) {
  const name = `kind:${kind}` in TEXTS.en ? `kind:${kind}` : 'kind:other';
  return text(name, { parameter: parameter === null ? '–' : parameterLabel(parameter), limit: limit ?? '–', status });
}

function inWords(values, zone) {
  return Object.fromEntries(Object.entries(values).map(([name, value]) =>
    [name, name === 'parameter' ? parameterLabel(value) : withTimesOf(value, zone)]));
}

function withTimesOf(words, zone) {
  return words.replace(INSTANT, (time) => fullMinute(time, zone));
}

function parameterLabel(name) {
  const field = name.startsWith(NOT) ? name.slice(NOT.length) : name;
  return field in TEXTS.en ? text(field) : findFieldLabel(field) ?? name;
}
