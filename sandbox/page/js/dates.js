// Dates as a reader's device would write them, in the time zone of the user.

import { store, user } from "./store.js";

const zone = () => user(store.me)?.tz ?? "UTC";
const parts = (at, options) => new Intl.DateTimeFormat("en", { timeZone: zone(), ...options }).format(at);
const dayOf = (at) => new Intl.DateTimeFormat("en-CA", { timeZone: zone() }).format(at);

export const clock = (at, seconds) =>
  new Intl.DateTimeFormat("en-GB", {
    timeZone: zone(), hour: "2-digit", minute: "2-digit", ...(seconds ? { second: "2-digit" } : {}),
  }).format(at);

const ordinal = (day) => {
  const teen = day % 100 > 10 && day % 100 < 14;
  return `${day}${teen ? "th" : (["th", "st", "nd", "rd"][day % 10] ?? "th")}`;
};

function near(at) {
  const now = store.seen.now * 1000;
  const days = { [dayOf(now)]: "today", [dayOf(now - 864e5)]: "yesterday", [dayOf(now + 864e5)]: "tomorrow" };
  return days[dayOf(at)] ?? null;
}

const long = (at) =>
  `${parts(at, { month: "long" })} ${ordinal(Number(parts(at, { day: "numeric" })))}, ${parts(at, { year: "numeric" })}`;

const TOKENS = {
  date_num: dayOf,
  date: long,
  date_short: (at) => parts(at, { month: "short", day: "numeric", year: "numeric" }),
  date_long: (at) => `${parts(at, { weekday: "long" })}, ${long(at)}`,
  time: (at) => clock(at),
  time_secs: (at) => clock(at, true),
  ago: (at) => ago(at),
};

function ago(at) {
  const minutes = Math.round((at - store.seen.now * 1000) / 6e4);
  const [size, unit] = Math.abs(minutes) < 60 ? [1, "minute"] : Math.abs(minutes) < 1440 ? [60, "hour"] : [1440, "day"];
  return new Intl.RelativeTimeFormat("en").format(Math.round(minutes / size), unit);
}

// Fills in a format such as "{date_short_pretty} at {time}"; null where it is no date.
export function dateWords(seconds, format) {
  const at = Number(seconds) * 1000;
  if (!Number.isFinite(at)) return null;
  return format.replace(/\{(\w+)\}/g, (whole, name) => {
    const bare = name.replace(/_pretty$/, "");
    const close = name.endsWith("_pretty") ? near(at) : null;
    return close ?? TOKENS[bare]?.(at) ?? whole;
  });
}

export const timeOf = (ts) => clock(Number(ts) * 1000);
// When it was, where no line above says the day: "yesterday at 08:00".
export const moment = (ts) => {
  const words = dateWords(ts, "{date_short_pretty} at {time}");
  return words.replace(new RegExp(`, ${parts(store.seen.now * 1000, { year: "numeric" })}(?= at)`), "");
};
export const dayKey = (ts) => dayOf(Number(ts) * 1000);

export function dayName(ts) {
  const at = Number(ts) * 1000;
  const close = near(at);
  if (close) return close[0].toUpperCase() + close.slice(1);
  return `${parts(at, { weekday: "long" })}, ${parts(at, { month: "long" })} ${ordinal(Number(parts(at, { day: "numeric" })))}`;
}

export const fullTime = (ts) => `${long(Number(ts) * 1000)} at ${clock(Number(ts) * 1000, true)}`;

// The moment at which a wall clock in the user's zone shows this; for date-and-time fields.
export function momentOf(local) {
  const asUtc = Date.parse(`${local}:00Z`);
  const shown = Date.parse(`${localOf(asUtc / 1000)}:00Z`);
  return Math.round((asUtc - (shown - asUtc)) / 1000);
}

export const localOf = (seconds) => `${dayOf(seconds * 1000)}T${clock(seconds * 1000)}`;

// What a date field holds, in words; nothing while it holds no whole date.
export function dayWords(value) {
  const at = Date.parse(`${value.slice(0, 10)}T00:00:00Z`);
  if (Number.isNaN(at)) return "";
  return new Intl.DateTimeFormat("en", { timeZone: "UTC", weekday: "short", month: "short", day: "numeric", year: "numeric" }).format(at);
}
