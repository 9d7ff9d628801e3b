// Round numbers for the axis of a chart, and how numbers are written on it.

const STEPS = [1, 2, 2.5, 5, 10];

// Returns about five round numbers from below the lowest value to above the highest.
export function ticksFor(low, high) {
  const span = high - low || 1;
  const size = 10 ** Math.floor(Math.log10(span / 4));
  const step = size * STEPS.find((each) => each * size >= span / 4);
  const ticks = [];
  for (let at = Math.floor(low / step); at < Math.ceil(high / step) + 1; at += 1) ticks.push(Number((at * step).toPrecision(12)));
  return ticks.length > 1 ? ticks : [0, 1];
}

const short = new Intl.NumberFormat("en", { notation: "compact", maximumFractionDigits: 2 });

export const written = (value) => short.format(value);

export const exactly = (value) => new Intl.NumberFormat("en", { maximumFractionDigits: 6 }).format(value);
