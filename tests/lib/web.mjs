// The page's files as they are installed.
import {dirname, join} from 'node:path';

import {binary} from './oriel.mjs';

export const web = join(dirname(binary), 'share/oriel/web');
