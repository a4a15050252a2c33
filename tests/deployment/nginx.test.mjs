// docs/deployment/nginx.conf under nginx.
import {testServer} from '../lib/behind.mjs';
import {missing, startNginx} from '../lib/webservers.mjs';

testServer('nginx', {
    start: (t, wanted) => startNginx(t, {file: 'nginx.conf', ...wanted}),
    strip: [['proxy_pass http://oriel;', 'proxy_pass http://oriel/;']],
    skip: await missing('nginx'),
});
