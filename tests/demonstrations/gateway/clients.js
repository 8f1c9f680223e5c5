// SPDX-License-Identifier: GPL-3.0-or-later
// Clients that ask without a pause: `node clients.js PORT TLS-PORT FILE`, on kept and on new connections each. The file
// holds how many requests there were, how many of them failed, and how long the slowest took in milliseconds.
const fs = require('fs');
const http = require('http');
const https = require('https');

const [port, tlsPort, file] = process.argv.slice(2);
const kClients = 4; // of each kind
const kinds = [];
for (const [protocol, to] of [[http, port], [https, tlsPort]]) {
    for (const keepAlive of [true, false])
        kinds.push({ protocol, to, agent: new protocol.Agent({ keepAlive, rejectUnauthorized: false }) });
}

let asked = 0;
let failed = 0;
let slowest = 0;
let isEnding = false;

function ask({ protocol, to, agent }, method, path) {
    return new Promise((resolve) => {
        const options = { host: '127.0.0.1', port: to, path, method, agent, timeout: 20000 };
        const request = protocol.request(options, (response) => {
            response.resume();
            response.on('error', resolve);
            response.on('end', () => resolve(response.statusCode === 200 ? null : new Error(response.statusCode)));
        });
        request.on('timeout', () => request.destroy(new Error('no answer in time')));
        request.on('error', resolve);
        request.end();
    });
}

async function run(kind) {
    for (let i = 0; !isEnding; ++i) {
        const began = performance.now();
        const error = await ask(kind, i % 4 === 3 ? 'HEAD' : 'GET', `/${i}`);
        slowest = Math.max(slowest, Math.round(performance.now() - began));
        ++asked;
        if (error) {
            ++failed;
            console.log(new Date().toISOString(), kind.protocol === https ? 'https' : 'http', error.message);
        }
        await new Promise((resolve) => setTimeout(resolve, 2)); // others have their turn
    }
}

function tell() {
    fs.writeFileSync(`${file}.new`, `${asked} ${failed} ${slowest}\n`);
    fs.renameSync(`${file}.new`, file);
}

const told = setInterval(tell, 50);
process.on('SIGTERM', () => { isEnding = true; });
const all = kinds.flatMap((kind) => Array.from({ length: kClients }, () => run(kind)));
Promise.all(all).then(() => {
    clearInterval(told);
    tell();
    process.exit(0);
});
