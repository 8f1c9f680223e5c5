// SPDX-License-Identifier: GPL-3.0-or-later
// Publishes what a fixture holds, as the program would that it stands for:
//   node publish.mjs PORT FIXTURE
// First what is said once, then again and again what is said periodically, until standard input ends: then it says
// goodbye. Killed, it leaves its will to the broker. Writes a line "published" after each round.
import { readFile } from 'node:fs/promises'
import process from 'node:process'
import { setTimeout as delay } from 'node:timers/promises'
import mqtt from 'mqtt'

const roundMs = 250

/** The bytes of a message, which a fixture gives in the form in which they are best read. */
function payloadOf(message) {
  if ('json' in message) return JSON.stringify(message.json)
  if ('hex' in message) return Buffer.from(message.hex, 'hex')
  return message.text.repeat(message.times ?? 1)
}

const topicOf = (message) => message.topic + 'x'.repeat(message.topicPadding ?? 0)
const settingsOf = (message) => ({ qos: message.qos ?? 0, retain: message.retain ?? false })

const [port, file] = process.argv.slice(2)
const fixture = JSON.parse(await readFile(file, 'utf8'))
const will = fixture.will && { topic: fixture.will.topic, payload: payloadOf(fixture.will), ...settingsOf(fixture.will) }
const client = await mqtt.connectAsync({ host: '127.0.0.1', port: Number(port), will, reconnectPeriod: 0 })

let isEnding = false
process.stdin.resume().on('end', () => { isEnding = true })

async function publish(messages = []) {
  for (const message of messages) await client.publishAsync(topicOf(message), payloadOf(message), settingsOf(message))
}

await publish(fixture.once)
do {
  await publish(fixture.again)
  console.log('published')
  await delay(roundMs)
} while (!isEnding)
await client.endAsync()
