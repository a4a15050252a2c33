// Names the files that are longer than a reader likes, and fails on those twice as long.
//   node lengths.mjs FOLDER FILE...    (paths from FOLDER)
import {readFileSync} from 'node:fs';
import {join} from 'node:path';

const [folder, ...files] = process.argv.slice(2);
const budgets = [[/\.h$/, 150], [/\.(cpp|mm|mjs|js|css|sh)$/, 400]];
let tooLong = 0;

for (const file of files) {
    const budget = budgets.find(([pattern]) => pattern.test(file))?.[1];
    const lines = budget ? readFileSync(join(folder, file), 'utf8').split('\n').length - 1 : 0;
    if (lines > budget)
        console.log(`${file}: ${lines} lines, budget ${budget}`);
    if (lines > 2 * budget)
        ++tooLong;
}
console.log(`${files.length} files looked at, ${tooLong} more than twice as long as they should be`);
process.exit(files.length > 0 && tooLong === 0 ? 0 : 1);
