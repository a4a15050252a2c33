// A line through samples, and how sure it is.

/**
 * Least squares through [seconds, value] pairs: the slope per hour and its standard error. The
 * error grows by the samples' kinship: neighbours say nearly the same when a value wanders.
 */
export function slope(samples) {
    const n = samples.length;
    const meanOf = list => list.reduce((sum, value) => sum + value, 0) / list.length;
    const mx = meanOf(samples.map(([x]) => x));
    const my = meanOf(samples.map(([, y]) => y));
    const sxx = samples.reduce((sum, [x]) => sum + (x - mx) ** 2, 0);
    const b = samples.reduce((sum, [x, y]) => sum + (x - mx) * (y - my), 0) / sxx;
    const rest = samples.map(([x, y]) => y - my - b * (x - mx));
    const squares = rest.reduce((sum, r) => sum + r * r, 0);
    const lagged = rest.slice(1).reduce((sum, r, i) => sum + r * rest[i], 0);
    const kinship = squares > 0 ? Math.min(0.9, Math.max(0, lagged / squares)) : 0;
    const inflation = Math.sqrt((1 + kinship) / (1 - kinship));
    const error = Math.sqrt(squares / (n - 2) / sxx) * inflation;
    return {perHour: b * 3600, error: error * 3600, mean: my};
}
