// Files over api/files, as the page sends and fetches them.
import {createHash} from 'node:crypto';
import https from 'node:https';
import {readdirSync} from 'node:fs';

import {within} from './wait.mjs';

/**
 * A request of its own: {asked, answer}; the answer has {status, headers, body, json}. `oriel.prefix`: what
 * stands before the path where a web server is in front.
 */
export function begin(oriel, method, path, {headers = {}, body} = {}) {
    const asked = https.request({
        host: '127.0.0.1',
        port: oriel.port,
        path: `${oriel.prefix ?? ''}/api/${path}`,
        method,
        rejectUnauthorized: false,
        agent: false,
        headers: {Origin: oriel.origin, ...headers},
    });
    const answer = new Promise((resolve, reject) => {
        asked.on('error', reject);
        asked.on('response', response => {
            const parts = [];
            response.on('data', part => parts.push(part));
            response.on('error', reject);
            response.on('end', () => {
                const whole = Buffer.concat(parts);
                let json = null;
                try {
                    json = JSON.parse(whole);
                } catch {
                    // A file, say.
                }
                const {statusCode: status, headers: fields} = response;
                resolve({status, headers: fields, body: whole, json});
            });
        });
    });
    if (body !== null) asked.end(body);
    const timely = within(20000, `an answer to ${method} api/${path}`, answer);
    timely.catch(() => {}); // who cuts a request asks for no answer
    return {asked, answer: timely};
}

export const ask = (oriel, token, name, size, headers = {}) =>
    begin(oriel, 'POST', 'files', {
        headers: {'Oriel-Visit': token, 'Content-Type': 'application/json', ...headers},
        body: JSON.stringify({name, size}),
    });

/** With a `body` of null the request stays open for asked.write(). */
export const bring = (oriel, ticket, body, headers = {}) =>
    begin(oriel, 'PUT', 'files', {headers: {'Oriel-File': ticket, ...headers}, body});

export const fetchFile = (oriel, ticket, options = {}) =>
    begin(oriel, 'GET', `files/${ticket}`, options);

/** All names in a folder, hidden ones too. */
export const namesIn = folder => readdirSync(folder).sort();

export const digest = bytes => createHash('sha256').update(bytes).digest('hex');
