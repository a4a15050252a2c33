// A network that a test can take away.
import net from 'node:net';

import {atEnd} from './cleanup.mjs';

/** A TCP relay whose connections a test can cut; new ones are refused while it is `down`. */
export async function startRelay(t, port, target) {
    const relay = {down: false, sockets: new Set()};
    const server = net.createServer(client => {
        if (relay.down) {
            client.resetAndDestroy();
            return;
        }
        const upstream = net.connect(target, '127.0.0.1');
        for (const [from, to] of [
            [client, upstream],
            [upstream, client],
        ]) {
            relay.sockets.add(from);
            from.on('error', () => {}).on('close', () => {
                relay.sockets.delete(from);
                to.destroy();
            });
            from.pipe(to);
        }
    });
    await new Promise((resolve, reject) =>
        server.once('error', reject).listen(port, '127.0.0.1', resolve)
    );
    atEnd(t, () => server.close());
    relay.cut = () => relay.sockets.forEach(socket => socket.destroy());
    atEnd(t, relay.cut);
    return relay;
}
