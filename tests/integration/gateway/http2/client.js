// SPDX-License-Identifier: GPL-3.0-or-later
// What a client does that speaks HTTP/2 by Node: `node client.js URL CA SCENARIO`. Says `ok`, or why not.
'use strict';
const events = require('events');
const fs = require('fs');
const http2 = require('http2');

const [url, ca, scenario] = process.argv.slice(2);

function expect(condition, what) {
    if (condition)
        return;
    console.log(`not ok: ${what}`);
    process.exit(1);
}

function connect(options = {}) {
    const session = http2.connect(url, { ca: fs.readFileSync(ca), ...options });
    session.on('error', (error) => expect(false, `session: ${error.message}`));
    return session;
}

async function once(emitter, event) {
    return (await events.once(emitter, event))[0];
}

async function bodyOf(stream) {
    let body = '';
    for await (const piece of stream)
        body += piece;
    return body;
}

const scenarios = {
    // Each piece is answered before the next one is sent: nothing waits for an end.
    async pingPong() {
        const session = connect();
        const stream = session.request({ ':method': 'POST', ':path': '/echo' });
        const head = once(stream, 'response');
        for (let i = 0; i < 20; ++i) {
            const piece = once(stream, 'data');
            stream.write(`piece ${i}`);
            const got = String(await piece);
            expect(got === `piece ${i}`, `got ${got} for piece ${i}`);
        }
        expect((await head)[':status'] === 200, 'status');
        stream.end();
        stream.resume();
        await once(stream, 'end');
        session.close();
    },

    async trailers() {
        const session = connect();
        const stream = session.request({ ':method': 'POST', ':path': '/trailers', te: 'trailers' },
                                       { waitForTrailers: true });
        stream.on('wantTrailers', () => stream.sendTrailers({ 'x-checksum': '42' }));
        const trailers = once(stream, 'trailers');
        stream.end('hello');
        const body = await bodyOf(stream);
        expect(body.includes('x-checksum: 42'), `the request's trailers in ${body}`);
        expect((await trailers)['grpc-status'] === '0', 'the trailers of the answer');
        session.close();
    },

    async manyAtOnce() {
        const session = connect();
        const answers = [];
        for (let i = 0; i < 100; ++i)
            answers.push(bodyOf(session.request({ ':path': `/${i}` })));
        const bodies = await Promise.all(answers);
        bodies.forEach((body, i) => expect(body === `/${i}`, `${body} for /${i}`));
        session.close();
    },

    // The upstream learns that nobody waits any more.
    async cancel() {
        const session = connect();
        const stream = session.request({ ':path': '/endless' });
        await once(stream, 'data');
        stream.close(http2.constants.NGHTTP2_CANCEL);
        await once(stream, 'close');
        const next = await bodyOf(session.request({ ':path': '/next' }));
        expect(next === '/next', `then ${next}`);
        session.close();
    },

    async cutAnswer() {
        const session = connect();
        const stream = session.request({ ':path': '/cut' });
        stream.resume();
        const code = await new Promise((resolve) => {
            stream.on('error', () => {});
            stream.on('close', () => resolve(stream.rstCode));
        });
        expect(code === http2.constants.NGHTTP2_INTERNAL_ERROR, `code ${code}`);
        const next = await bodyOf(session.request({ ':path': '/next' }));
        expect(next === '/next', `then ${next}`);
        session.close();
    },

    // An answer before the end of its request is taken whole, and the rest is not asked for.
    async earlyAnswer() {
        const session = connect();
        const stream = session.request({ ':method': 'POST', ':path': '/nowhere/early' });
        stream.on('error', () => {});
        const head = once(stream, 'response');
        stream.write('x'.repeat(1000));
        const body = bodyOf(stream).catch((error) => `cut: ${error.message}`);
        expect((await head)[':status'] === 404, 'status');
        expect((await body).includes('no-route'), `body ${await body}`);
        const next = await bodyOf(session.request({ ':path': '/next' }));
        expect(next === '/next', `then ${next}`);
        session.close();
    },

    // One stream whose client reads nothing keeps no other from going on.
    async slowReader() {
        const session = connect();
        const slow = session.request({ ':path': '/large' });
        await once(slow, 'response'); // and reads no more than its window
        for (let i = 0; i < 5; ++i) {
            const next = await bodyOf(session.request({ ':path': `/${i}` }));
            expect(next === `/${i}`, `${next} beside it`);
        }
        let length = 0;
        slow.on('data', (piece) => { length += piece.length; });
        await once(slow, 'end');
        expect(length === 3000000, `${length} bytes`);
        session.close();
    },

    // 60 MB for an upstream that takes nothing: the answer comes long before they are sent.
    async stuckUpload() {
        const session = connect();
        const stream = session.request({ ':method': 'POST', ':path': '/x' });
        stream.on('error', () => {});
        const head = once(stream, 'response');
        const piece = Buffer.alloc(60000);
        let left = 1000;
        const write = () => {
            while (left > 0 && stream.write(piece))
                --left;
        };
        stream.on('drain', write);
        write();
        expect((await head)[':status'] === 504, 'status');
        expect(left > 0, 'not all was taken');
        session.destroy();
    },

    async headAndNothing() {
        const session = connect();
        const stream = session.request({ ':method': 'HEAD', ':path': '/x' });
        const head = await once(stream, 'response');
        expect(head[':status'] === 200 && head['content-length'] === '2', 'the head');
        stream.resume();
        await once(stream, 'end');
        session.close();
    },

    async largeHead() {
        const session = connect();
        const stream = session.request({ ':path': '/x', 'x-large': 'y'.repeat(40000) });
        const head = await once(stream, 'response');
        expect(head[':status'] === 431, `status ${head[':status']}`);
        stream.resume();
        await once(stream, 'close');
        session.close();
    },

    async idle() {
        const silent = connect();
        expect(await once(silent, 'goaway') === 0, 'goodbye without an error');
        const session = connect();
        const goaway = once(session, 'goaway');
        await bodyOf(session.request({ ':path': '/x' }));
        expect(await goaway === 0, 'goodbye without an error, afterwards');
    },

    // Prints when it is told that the gateway is going, and ends when its request has.
    async goodbye() {
        const session = connect();
        const stream = session.request({ ':path': '/held' });
        const goaway = once(session, 'goaway');
        const body = bodyOf(stream);
        console.log('asked');
        expect(await goaway === 0, 'goaway without an error');
        expect(await body === '/held', 'the answer nevertheless');
        await once(session, 'close');
    },
};

scenarios[scenario]().then(() => {
    console.log('ok');
    process.exit(0);
}, (error) => {
    console.log(`not ok: ${error.stack}`);
    process.exit(1);
});
