import net from 'node:net';

/** A loopback port that is free just now, for options that must name one. */
export async function freePort() {
    const server = net.createServer();
    await new Promise((resolve, reject) =>
        server.once('error', reject).listen(0, '127.0.0.1', resolve)
    );
    const {port} = server.address();
    await new Promise(resolve => server.close(resolve));
    return port;
}
