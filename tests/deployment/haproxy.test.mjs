// docs/deployment/haproxy.cfg under HAProxy.
import {testServer} from '../lib/behind.mjs';
import {missing, startHaproxy} from '../lib/webservers.mjs';

testServer('HAProxy', {
    start: startHaproxy,
    strip: [
        ['backend oriel from oriel',
            'backend oriel from oriel\n    http-request replace-path ^/desk/(.*) /\\1'],
    ],
    skip: await missing('haproxy'),
});
