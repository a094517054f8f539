// Preloaded into a server under test: its clock is so many seconds ahead, as if it had run that long.
const aheadMs = Number(process.env.HAIRLINE_AHEAD_S ?? 0) * 1000;
Object.defineProperty(performance, 'timeOrigin', { value: performance.timeOrigin + aheadMs });
