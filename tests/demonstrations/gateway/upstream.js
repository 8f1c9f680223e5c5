// SPDX-License-Identifier: GPL-3.0-or-later
// A service for demonstrations: `node upstream.js FILE` answers at the port that the file names, or at a free one, which
// it writes there.
const fs = require('fs');
const http = require('http');

const file = process.argv[2];
const known = fs.existsSync(file) ? Number(fs.readFileSync(file)) : 0;
const server = http.createServer((request, response) => {
    request.resume();
    response.end(`${process.pid}\n`);
});
server.listen(known, '127.0.0.1', () => fs.writeFileSync(file, String(server.address().port)));
