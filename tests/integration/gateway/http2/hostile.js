// SPDX-License-Identifier: GPL-3.0-or-later
// What no client should send, frame by frame: `node hostile.js PORT SCENARIO`. Says with which code the gateway said
// goodbye, or `closed` when it closed without a word.
'use strict';
const tls = require('tls');

const [port, scenario] = process.argv.slice(2);
const DATA = 0, HEADERS = 1, PRIORITY = 2, RST_STREAM = 3, SETTINGS = 4, PING = 6, GOAWAY = 7, WINDOW_UPDATE = 8;
const CONTINUATION = 9;
const END_STREAM = 1, END_HEADERS = 4;

function frame(type, flags, stream, payload = Buffer.alloc(0)) {
    const head = Buffer.alloc(9);
    head.writeUIntBE(payload.length, 0, 3);
    head[3] = type;
    head[4] = flags;
    head.writeUInt32BE(stream, 5);
    return Buffer.concat([head, payload]);
}

function number(value) {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32BE(value);
    return bytes;
}

/// A field as HPACK has it, spelled out and not to be remembered.
function field(name, value) {
    const length = (text) => {
        if (text.length < 127)
            return Buffer.from([text.length]);
        const bytes = [127];
        let rest = text.length - 127;
        for (; rest >= 128; rest = Math.floor(rest / 128))
            bytes.push(rest % 128 + 128);
        bytes.push(rest);
        return Buffer.from(bytes);
    };
    return Buffer.concat([Buffer.from([0]), length(name), Buffer.from(name, 'latin1'), length(value),
                          Buffer.from(value, 'latin1')]);
}

function request(path = '/a', others = [], method = 'GET') {
    return Buffer.concat([field(':method', method), field(':scheme', 'https'), field(':path', path),
                          field(':authority', 'pi'), ...others.map(([name, value]) => field(name, value))]);
}

const get = (stream, path, others) => frame(HEADERS, END_STREAM | END_HEADERS, stream, request(path, others));
const repeat = (count, make) => Buffer.concat(Array.from({ length: count }, (_, i) => make(i)));

const scenarios = {
    rapidReset: () => repeat(4000, (i) => Buffer.concat([get(2 * i + 1, '/slow'),
                                                         frame(RST_STREAM, 0, 2 * i + 1, number(8))])),
    // The client breaks a rule, so that the gateway resets the stream itself.
    madeToReset: () => repeat(4000, (i) => Buffer.concat([get(2 * i + 1, '/slow'),
                                                          frame(WINDOW_UPDATE, 0, 2 * i + 1,
                                                                number(0x7fffffff))])),
    settingsFlood: () => repeat(20000, () => frame(SETTINGS, 0, 0)),
    pingFlood: () => repeat(20000, () => frame(PING, 0, 0, Buffer.alloc(8))),
    emptyDataFlood: () => Buffer.concat([frame(HEADERS, END_HEADERS, 1, request('/slow', [], 'POST')),
                                         repeat(20000, () => frame(DATA, 0, 1))]),
    continuationFlood: () => Buffer.concat([frame(HEADERS, END_STREAM, 1, request()),
                                            repeat(2000, () => frame(CONTINUATION, 0, 1, field('x', 'y')))]),
    tooManyStreams: () => repeat(1000, (i) => get(2 * i + 1, '/slow')),
    notHttp2: () => Buffer.from('x'.repeat(100)),
    dataOnNoStream: () => frame(DATA, 0, 1, Buffer.from('hello')),
    oversizeFrame: () => frame(DATA, 0, 1, Buffer.alloc(100000)),
    evenStream: () => get(2),
    rubbishHpack: () => frame(HEADERS, END_STREAM | END_HEADERS, 1, Buffer.from([0xff, 0xff, 0xff, 0xff, 0xff, 0xff])),
    // The client falls silent in the midst of it.
    halfHead: () => frame(HEADERS, END_STREAM, 1, request()),
    // Streams that are reset, one by one; the connection goes on.
    connectionField: () => get(1, '/a', [['connection', 'close']]),
    lineBreakInValue: () => get(1, '/a', [['x', 'y\r\nevil: yes']]),
    lineBreakInPath: () => get(1, '/a HTTP/1.1\r\nevil: yes\r\n'),
    upperCaseName: () => get(1, '/a', [['X-Evil', 'yes']]),
    twoLengths: () => frame(HEADERS, END_HEADERS, 1,
                            request('/a', [['content-length', '1'], ['content-length', '2']], 'POST')),
    lengthThatLies: () => Buffer.concat([
        frame(HEADERS, END_HEADERS, 1, request('/a', [['content-length', '1']], 'POST')),
        frame(DATA, END_STREAM, 1, Buffer.from('GET /evil HTTP/1.1\r\n\r\n'))]),
    codingField: () => get(1, '/a', [['transfer-encoding', 'chunked']]),
};

const socket = tls.connect({ port: Number(port), host: '127.0.0.1', rejectUnauthorized: false, ALPNProtocols: ['h2'] });
let received = Buffer.alloc(0);
let word = 'closed';
const resets = new Map();

function end() {
    const codes = [...resets.values()];
    console.log(resets.size > 0 && word === 'closed' ? `reset ${codes[0]} of ${codes.length}` : word);
    process.exit(0);
}

socket.on('secureConnect', () => {
    const isGreeting = scenario !== 'notHttp2';
    if (isGreeting)
        socket.write(Buffer.concat([Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'), frame(SETTINGS, 0, 0)]));
    socket.write(scenarios[scenario]());
    if (isGreeting && scenario !== 'halfHead')
        socket.write(frame(PING, 0, 0, Buffer.from('nearly..')));
});
socket.on('data', (bytes) => {
    received = Buffer.concat([received, bytes]);
    while (received.length >= 9) {
        const length = received.readUIntBE(0, 3);
        if (received.length < 9 + length)
            return;
        const payload = received.subarray(9, 9 + length);
        if (received[3] === GOAWAY)
            word = `goodbye ${payload.readUInt32BE(4)}`;
        else if (received[3] === RST_STREAM)
            resets.set(received.readUInt32BE(5), payload.readUInt32BE(0));
        else if (received[3] === PING && payload.toString() === 'nearly..')
            socket.write(frame(PING, 0, 0, Buffer.from('the end.'))); // answers to PING overtake all others
        else if (received[3] === PING && payload.toString() === 'the end.')
            end();
        received = received.subarray(9 + length);
    }
});
socket.on('error', end);
socket.on('close', end);
