// docs/deployment/Caddyfile under Caddy.
import {testServer} from '../lib/behind.mjs';
import {missing, startCaddy} from '../lib/webservers.mjs';

testServer('Caddy', {
    start: startCaddy,
    strip: [['handle /desk/*', 'handle_path /desk/*']],
    skip: await missing('caddy'),
});
