// Certificates that no browser trusts.
import {join} from 'node:path';

import {run} from './programs.mjs';

/** A self-signed certificate for 127.0.0.1 in `folder`/NAME.pem and NAME.key. */
export async function makeCertificate(folder, name) {
    const [cert, key] = [join(folder, `${name}.pem`), join(folder, `${name}.key`)];
    await run('openssl', [
        'req',
        '-x509',
        '-newkey',
        'ec',
        '-pkeyopt',
        'ec_paramgen_curve:P-256',
        '-nodes',
        '-days',
        '2',
        '-subj',
        `/CN=${name}`,
        '-addext',
        'subjectAltName=IP:127.0.0.1',
        '-keyout',
        key,
        '-out',
        cert,
    ]);
    return {cert, key};
}
