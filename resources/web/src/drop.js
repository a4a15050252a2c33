// Files that are dragged onto the page from outside. The browser never opens one in the page's place,
// wherever it is dropped, and whether or not files may be sent.

import {$} from './dom.js';

const hasFiles = event => event.dataTransfer?.types.includes('Files') ?? false;

/** @param {{may: () => boolean, dropped: (files: File[], folders: string[]) => void}} to */
export function takeDrops({may, dropped}) {
    let depth = 0; // elements of the page that the files are over: each is told of by itself
    const show = on => ($('drop').hidden = !on);
    addEventListener('dragenter', event => {
        if (hasFiles(event) && ++depth > 0)
            show(may());
    });
    addEventListener('dragleave', event => {
        if (hasFiles(event) && --depth <= 0) {
            depth = 0;
            show(false);
        }
    });
    addEventListener('dragover', event => {
        if (!hasFiles(event))
            return;
        event.preventDefault();
        event.dataTransfer.dropEffect = may() ? 'copy' : 'none';
    });
    addEventListener('drop', event => {
        if (!hasFiles(event))
            return;
        event.preventDefault();
        depth = 0;
        show(false);
        if (may())
            dropped(...sorted(event.dataTransfer));
    });
}

/** A folder comes as a file that can't be read. */
function sorted({items, files}) {
    const folders = [...items].map(item => item.webkitGetAsEntry?.())
        .filter(entry => entry?.isDirectory).map(({name}) => name);
    return [[...files].filter(({name}) => !folders.includes(name)), folders];
}
