// docs/deployment/apache.conf under Apache.
import {testServer} from '../lib/behind.mjs';
import {missing, startApache} from '../lib/webservers.mjs';

testServer('Apache', {
    start: startApache,
    strip: [['/desk/ upgrade=websocket', '/ upgrade=websocket']],
    skip: await missing('apache2'),
});
