// How long a press takes until the citizen sees or hears it, in virtual time of the real firmware: prints one JSON object.
//
// Every press bounces for 5 ms and comes at a phase of its own to the pad's scan. The host is a kiosk whose disk takes 500 ms for an
// fsync: it acknowledges that much later, while the next press may come. SEEN is the first sound or blink that the press caused.
import { Pad, SEED, SHOWN, assignedEeprom, random } from './pad.js';

const PRESSES = Number(process.env.PRESSES ?? 500);
const FSYNC_US = 500_000;
const BOOT_PATTERN_MS = 1400;
const BOUNCE_US = 5_000;

const cells = assignedEeprom(3);
const seenUs = [];
const ackedUs = [];
for (let i = 0; i < PRESSES; i++) {
  const pad = new Pad(cells.slice());
  pad.runMs(BOOT_PATTERN_MS);
  pad.show(i % 2 === 0 ? SHOWN.READY : SHOWN.INVITE);
  pad.runMs(10);
  pad.run(random.below(2_000_000) / 100);
  const key = 1 + random.below(5);
  const before = pad.lampEvents.length;
  const edges = [];
  let level = true;
  for (let us = 1; us < BOUNCE_US; us += 40 + random.below(900)) {
    edges.push([us, level]);
    level = !level;
  }
  edges.push([BOUNCE_US, true], [200_000, false]);
  pad.script(key, edges);
  const pressedAt = pad.nowUs;
  const sign = () => pad.lampEvents.slice(before).find((event) => event.on && (event.lamp === key || event.lamp === 'buzzer'));
  const press = pad.until('PRESS', 200);
  if (press === undefined) {
    throw new Error('the press did not come');
  }
  pad.run(FSYNC_US - (pad.nowUs - press.atUs));
  ackedUs.push(pad.nowUs - pressedAt);
  pad.ack(press.seq);
  pad.runMs(50);
  seenUs.push(sign().atUs - pressedAt);
}
seenUs.sort((a, b) => a - b);
ackedUs.sort((a, b) => a - b);
const at = (sorted, percent) => sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * percent) / 100))] / 1000;
console.log(JSON.stringify({
  seed: SEED, presses: PRESSES, seenMs50: at(seenUs, 50), seenMs99: at(seenUs, 99), seenMsMax: at(seenUs, 100), acknowledgedMs50: at(ackedUs, 50),
}));
