// Medians and quantiles, and figures as people read them.

/** The q-quantile; NaN of nothing. */
export function quantile(values, q) {
    const sorted = values.filter(value => !Number.isNaN(value)).sort((a, b) => a - b);
    if (!sorted.length) return NaN;
    return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))];
}

export function median(values) {
    const sorted = values.filter(value => !Number.isNaN(value)).sort((a, b) => a - b);
    if (!sorted.length) return NaN;
    const middle = sorted.length >> 1;
    return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** Three significant digits, or a dash. */
export function shown(value) {
    if (value === undefined || Number.isNaN(value)) return '–';
    if (value === Infinity) return '∞';
    const size = Math.abs(value);
    if (size >= 100) return String(Math.round(value));
    if (size >= 10) return value.toFixed(1);
    return size >= 1 ? value.toFixed(2) : value.toFixed(size ? 3 : 0);
}

/** Figures by group, row, server and name; each may have been taken several times. */
export class Results {
    #figures = new Map();

    /** Adds a number, or a list of single samples. */
    add(group, row, server, figures) {
        for (const [name, value] of Object.entries(figures)) {
            const key = [group, row, server, name].join('|');
            if (!this.#figures.has(key)) this.#figures.set(key, []);
            this.#figures.get(key).push(...[value].flat());
        }
    }

    all(group, row, server, name) {
        return this.#figures.get([group, row, server, name].join('|')) ?? [];
    }

    /** The median of all repeats; "keys.95" is the 95 % quantile of the samples "keys". */
    get(group, row, server, name) {
        const [samples, percent] = name.split('.');
        const values = this.all(group, row, server, samples);
        return percent ? quantile(values, Number(percent) / 100) : median(values);
    }

    /** The rows or servers (`index` 1 or 2) that a group has figures for, in the order of arrival. */
    names(group, index) {
        const keys = [...this.#figures.keys()].map(key => key.split('|'));
        return [...new Set(keys.filter(key => key[0] === group).map(key => key[index]))];
    }

    toJSON() {
        return Object.fromEntries(this.#figures);
    }
}
