import {randomInt} from 'node:crypto';
import net from 'node:net';

/** Whether something listens there, or did a moment ago. */
function isTaken(port) {
    return new Promise(resolve => {
        const server = net.createServer();
        server.once('error', () => resolve(true));
        server.listen(port, '127.0.0.1', () => server.close(() => resolve(false)));
    });
}

/**
 * A loopback port that is free just now, for options that must name one. It lies below those that
 * systems give to outgoing connections and to port 0: no other test takes it by chance before it is
 * listened on.
 */
export async function freePort() {
    for (;;) {
        const port = randomInt(12000, 32000);
        if (!(await isTaken(port))) return port;
    }
}
