// The bars of the pad, in virtual time: what a citizen, a clerk and a power cut may do to the real firmware.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import {
  CLERK_KEY, EEPROM_SIZE, Pad, RESET_CAUSE, SEED, SHOWN, UNKNOWN_AGE, assignedEeprom, blankEeprom, crc16, pushAndAck, random,
} from './pad.js';

console.log(`seed ${SEED} (MOTCUA_SEED=${SEED} repeats it)`);

const assigned = assignedEeprom(3);
const NEXT_SEQ = 4;
const copy = (cells) => cells.slice();
const SETTLED_MS = 80; // boot, and the boot count is in the EEPROM
const BOOT_PATTERN_MS = 1400;
let slowestSeenUs = 0;

after(() => console.log(`slowest press to SEEN: ${(slowestSeenUs / 1000).toFixed(2)} ms`));

function ready(state, keys = 0x1f, duration = 0) {
  const pad = new Pad(copy(assigned));
  pad.runMs(BOOT_PATTERN_MS);
  pad.show(state, keys, duration);
  pad.runMs(10);
  return pad;
}

/** Runs with a host that pings each second. */
function runWithHost(pad, ms) {
  for (let left = ms; left > 0; left -= 1000) {
    pad.ping();
    pad.runMs(Math.min(1000, left));
  }
}

function bounce(closed, rate, endUs) {
  const edges = [];
  let level = closed;
  for (let us = 0; us + 1 < endUs; us += rate()) {
    edges.push([us + 1, level]);
    level = !level;
  }
  edges.push([endUs, closed]);
  return edges;
}

test('a bouncing press is one press, whatever the rate of the bounce and its phase to the scan', () => {
  const pad = ready(SHOWN.READY);
  const rates = [60, 130, 250, 410, 500, 730, 990, 1000, 1010, 1500, 1999, 2400].map((us) => () => us);
  rates.push(() => 40 + random.below(900), () => 40 + random.below(2000));
  let seq = NEXT_SEQ;
  for (const rate of rates) {
    for (let phase = 0; phase < 16; phase++) {
      const key = 1 + (seq % 6);
      const from = pad.messages.length;
      pad.run(phase * 62.5 + 1);
      const closing = bounce(true, rate, 5000);
      const hold = 60_000;
      const opening = bounce(false, rate, 5000).map(([us, level]) => [us + hold, level]);
      pad.script(key, [...closing, ...opening]);
      const pressedAt = pad.nowUs;
      const press = pad.until('PRESS', 70);
      assert.ok(press, `no press (phase ${phase})`);
      assert.ok(press.atUs - pressedAt < 60_000);
      pad.ack(press.seq);
      pad.runMs(hold / 1000 + 60);
      const presses = pad.presses(from);
      assert.deepEqual([presses.length, press.seq, press.key], [1, seq, key]);
      assert.ok(press.ageMs * 1000 <= press.atUs - pressedAt && press.ageMs >= 8, `age ${press.ageMs}`);
      seq = (seq + 1) & 0xffff;
      pad.ping();
    }
  }
});

test('lamp SEEN means that the press survives: 160 power cuts in the 40 ms after a press, the byte under way torn', () => {
  let seenAt = Infinity;
  let outcomes = { lost: 0, kept: 0, seen: 0 };
  for (let cut = 0; cut < 160; cut++) {
    const key = 1 + (cut % 5);
    const pad = new Pad(copy(assigned));
    pad.runMs(SETTLED_MS);
    pad.show(SHOWN.READY);
    pad.runMs(5);
    const before = pad.lampEvents.length;
    pad.run((cut * 617) % 1000); // the phase to the scan differs too
    pad.contact(key, true);
    const pressedAt = pad.nowUs;
    pad.run((cut + 1) * 250);
    const signs = pad.lampEvents.slice(before).filter((event) => event.on && (event.lamp === key || event.lamp === 'buzzer'));
    const seen = signs.length > 0;
    if (seen) {
      seenAt = Math.min(seenAt, signs[0].atUs - pressedAt);
      slowestSeenUs = Math.max(slowestSeenUs, signs[0].atUs - pressedAt);
    }
    const again = new Pad(pad.cutPower(random));
    again.runMs(450);
    const presses = again.presses();
    assert.equal(new Set(presses.map((press) => press.seq)).size <= 1, true, 'two presses');
    for (const press of presses) {
      assert.deepEqual([press.seq, press.key, press.ageMs], [NEXT_SEQ, key, UNKNOWN_AGE], `cut at ${(cut + 1) * 250} us`);
    }
    assert.ok(!seen || presses.length > 0, `SEEN was shown, but the press is lost (cut at ${(cut + 1) * 250} us)`);
    outcomes.seen += seen ? 1 : 0;
    outcomes[presses.length > 0 ? 'kept' : 'lost']++;
    // And the pad goes on: the next press gets the next sequence.
    again.ack(NEXT_SEQ);
    again.runMs(20);
    const next = presses.length > 0 ? NEXT_SEQ + 1 : NEXT_SEQ;
    pushAndAck(again, 3, next);
  }
  console.log(`cuts: ${JSON.stringify(outcomes)}, first SEEN ${(seenAt / 1000).toFixed(2)} ms after the contact closed`);
  assert.ok(outcomes.lost > 20 && outcomes.seen > 20, 'the cuts lie on both sides of SEEN');
});

test('a power cut while an acknowledgement is marked leaves the press open or done, never another', () => {
  const outcomes = { open: 0, done: 0 };
  const pending = (() => {
    const pad = new Pad(copy(assigned));
    pad.runMs(SETTLED_MS);
    for (const key of [5, 2]) {
      pad.script(key, [[10, true], [60_000, false]]);
      pad.runMs(150);
    }
    return pad.cutPower(random);
  })();
  for (let cut = 0; cut < 64; cut++) {
    const pad = new Pad(copy(pending));
    pad.runMs(SETTLED_MS + 10);
    assert.deepEqual([pad.presses()[0].seq, pad.presses()[0].key], [NEXT_SEQ, 5]);
    pad.ack(NEXT_SEQ);
    pad.run(cut * 125);
    const again = new Pad(pad.cutPower(random));
    const press = again.until('PRESS', 300);
    const open = press.seq === NEXT_SEQ;
    outcomes[open ? 'open' : 'done']++;
    assert.deepEqual([press.seq, press.key], open ? [NEXT_SEQ, 5] : [NEXT_SEQ + 1, 2]);
    if (open) {
      again.ack(NEXT_SEQ);
      again.runMs(30);
    }
    again.ack(NEXT_SEQ + 1);
    again.runMs(30);
    const last = new Pad(again.cutPower(random));
    last.runMs(SETTLED_MS);
    assert.deepEqual(last.presses(), []);
    pushAndAck(last, 1, NEXT_SEQ + 2);
  }
  assert.ok(outcomes.open > 5 && outcomes.done > 5, JSON.stringify(outcomes));
});

test('a key held at boot is no press until it was released', () => {
  for (const key of [1, 5, CLERK_KEY]) {
    const pad = new Pad(copy(assigned), { keysDown: [key] });
    pad.runMs(1500);
    assert.deepEqual(pad.presses(), []);
    pad.contact(key, false);
    pad.runMs(60);
    pushAndAck(pad, key, NEXT_SEQ);
  }
});

test('two keys at once and a quick double press each give their presses, in order', () => {
  const pad = ready(SHOWN.READY);
  pad.script(4, [[0, true], [90_000, false]]);
  pad.script(2, [[3000, true], [95_000, false]]);
  pad.runMs(140);
  pad.script(3, [[0, true], [45_000, false], [90_000, true], [135_000, false]]);
  pad.runMs(200);
  for (const [seq, key] of [[NEXT_SEQ, 4], [NEXT_SEQ + 1, 2], [NEXT_SEQ + 2, 3], [NEXT_SEQ + 3, 3]]) {
    const press = pad.presses().at(-1).seq === seq ? pad.presses().at(-1) : pad.until('PRESS', 300);
    assert.deepEqual([press.seq, press.key], [seq, key]);
    pad.ack(seq);
    pad.runMs(30);
  }
  assert.equal(pad.until('STATUS', 1100).pending, 0);
});

test('a full log refuses the 65th press, says so and keeps the older ones, through a power cut too', () => {
  let pad = ready(SHOWN.READY);
  for (let i = 0; i < 65; i++) {
    pad.script(1 + (i % 5), [[0, true], [50_000, false]]);
    pad.runMs(90);
    pad.ping();
  }
  const status = pad.until('STATUS', 1100);
  assert.deepEqual([status.pending, status.refused, status.shown], [64, 1, SHOWN.NOT_RECORDED]);
  pad.runMs(500);
  pad = new Pad(pad.cutPower(random));
  pad.runMs(SETTLED_MS);
  assert.deepEqual([pad.messages[0].pending, pad.messages[0].refused], [64, 1]);
  for (let i = 0; i < 64; i++) {
    const press = i === 0 ? pad.presses().at(-1) : pad.presses().at(-1).seq === NEXT_SEQ + i ? pad.presses().at(-1) : pad.until('PRESS', 300);
    assert.deepEqual([press.seq, press.key], [NEXT_SEQ + i, 1 + (i % 5)]);
    pad.ack(press.seq);
    pad.runMs(15);
  }
  pushAndAck(pad, 2, NEXT_SEQ + 64);
});

/** Writes a slot of the press log from its description in press_log.h, not with the firmware's code. */
function writeSlot(cells, seq, key, acknowledged) {
  const at = 0x10 + (seq % 64) * 6;
  const record = [seq & 0xff, seq >> 8, (key << 4) | (~key & 0x0f)];
  const crc = crc16(record);
  const round = ((seq >> 6) ^ 0xa5) & 0xff;
  cells.set([...record, crc & 0xff, crc >> 8, acknowledged ? round : ~round & 0xff], at);
}

test('sequences go on across 65535 and 0, whenever the power is cut', () => {
  const cells = copy(assigned);
  for (let seq = 65533 - 63; seq <= 65533; seq++) {
    writeSlot(cells, seq, 1, true);
  }
  let pad = new Pad(cells);
  pad.runMs(SETTLED_MS);
  for (const seq of [65534, 65535, 0, 1, 2]) {
    pad.script(1 + (seq % 5), [[0, true], [50_000, false]]);
    pad.runMs(110);
    pad = new Pad(pad.cutPower(random));
    pad.runMs(SETTLED_MS);
    const press = pad.presses()[0];
    assert.deepEqual([press.seq, press.key], [seq, 1 + (seq % 5)]);
    pad.ack(seq);
    pad.runMs(30);
    pad = new Pad(pad.cutPower(random));
    pad.runMs(SETTLED_MS);
    assert.deepEqual(pad.presses(), []);
  }
});

test('a stuck key is reported within ten seconds, gives one press, and the others go on', () => {
  const pad = ready(SHOWN.READY);
  pad.contact(3, true);
  const pressedAt = pad.nowUs;
  pushAndAckFirst(pad, 3);
  runWithHost(pad, 4000);
  assert.equal(pad.messages.findLast((message) => message.type === 'STATUS').stuck, 0);
  runWithHost(pad, 3000);
  const status = pad.messages.find((message) => message.type === 'STATUS' && message.stuck === 4);
  assert.ok(status && status.atUs - pressedAt < 10_000_000);
  assert.equal(status.keysDown, 4);
  pushAndAck(pad, 1, NEXT_SEQ + 1);
  pad.script(3, [[0, false], [30_000, true]]);
  runWithHost(pad, 1500);
  pad.contact(3, false);
  runWithHost(pad, 1200);
  assert.equal(pad.messages.findLast((message) => message.type === 'STATUS').stuck, 0);
  assert.equal(new Set(pad.presses().map((press) => press.seq)).size, 2);
  pushAndAck(pad, 3, NEXT_SEQ + 2);
});

function pushAndAckFirst(pad, key) {
  const press = pad.until('PRESS', 100);
  assert.deepEqual([press.seq, press.key], [NEXT_SEQ, key]);
  pad.ack(press.seq);
}

test('an invitation lights the lamps in use and ends by itself', () => {
  const pad = ready(SHOWN.INVITE, 0x07, 30);
  const invitedAt = pad.nowUs;
  runWithHost(pad, 2900);
  assert.equal(pad.messages.findLast((message) => message.type === 'STATUS').shown, SHOWN.INVITE);
  runWithHost(pad, 2200);
  assert.equal(pad.messages.findLast((message) => message.type === 'STATUS').shown, SHOWN.READY);
  const lit = pad.lampEvents.filter((event) => event.on && typeof event.lamp === 'number' && event.atUs > invitedAt - 10_000);
  assert.deepEqual([...new Set(lit.map((event) => event.lamp))], [1, 2, 3]);
  const dark = pad.lampEvents.findLast((event) => typeof event.lamp === 'number');
  assert.ok(!dark.on && dark.atUs - invitedAt < 3_000_000);
});

test('three seconds without a host show the fault; presses are still taken and seen', () => {
  const pad = ready(SHOWN.READY);
  const heardAt = pad.nowUs;
  const before = pad.lampEvents.length;
  pad.runMs(4100);
  const first = pad.lampEvents.slice(before).find((event) => event.on && event.lamp === 1);
  assert.ok(first.atUs - heardAt > 2_900_000 && first.atUs - heardAt < 3_100_000);
  assert.equal(pad.messages.findLast((message) => message.type === 'STATUS').shown, SHOWN.FAULT);
  pad.script(2, [[0, true], [50_000, false]]);
  pad.runMs(100);
  assert.ok(pad.lampEvents.some((event) => event.lamp === 'buzzer' && event.on));
  assert.equal(pad.presses()[0].key, 2);
  pad.ping();
  pad.runMs(5);
  assert.equal(pad.until('STATUS', 2500, (status) => status.shown !== SHOWN.SAVING).shown === SHOWN.FAULT, false);
});

test('a closed pad is dark and silent, and logs', () => {
  const pad = ready(SHOWN.CLOSED, 0);
  const before = pad.lampEvents.length;
  pad.script(5, [[0, true], [50_000, false]]);
  const press = pad.until('PRESS', 100);
  assert.equal(press.key, 5);
  pad.ack(press.seq);
  runWithHost(pad, 2000);
  assert.deepEqual(pad.lampEvents.slice(before).filter((event) => event.lamp !== 'heartbeat'), []);
  assert.equal(pad.messages.findLast((message) => message.type === 'STATUS').shown, SHOWN.CLOSED);
});

/** What shows in each millisecond from the first press on, sampled half-way between two steps of the firmware. */
function trace(first, second) {
  const pad = ready(SHOWN.INVITE, 0x1f, 100);
  const start = Math.round(pad.nowUs);
  for (const [index, key] of [first, second].entries()) {
    pad.script(key, [[0, true], [70_000, false]]);
    const press = pad.until('PRESS', 100);
    pad.ack(press.seq);
    pad.run(start + 3_600_000 * (index + 1) - pad.nowUs);
    pad.ping();
  }
  const phase = pad.lampEvents.at(-1).atUs % 1000;
  const samples = [];
  const levels = { lamps: 0, buzzer: false, heartbeat: false };
  let next = 0;
  for (let us = start - (start % 1000) + phase + 500; us < pad.nowUs; us += 1000) {
    for (; next < pad.lampEvents.length && pad.lampEvents[next].atUs <= us; next++) {
      const { lamp, on } = pad.lampEvents[next];
      if (typeof lamp === 'number') {
        levels.lamps = on ? levels.lamps | (1 << (lamp - 1)) : levels.lamps & ~(1 << (lamp - 1));
      } else {
        levels[lamp] = on;
      }
    }
    samples.push({ ...levels });
  }
  return samples;
}

/** `blinks`: for each press that differs, the lamp bits that light in the one and in the other trace. */
function checkSameButOwnBlinks(one, other, blinks) {
  const differing = [];
  assert.ok(Math.abs(one.length - other.length) <= 1);
  for (let ms = 0; ms < Math.min(one.length, other.length); ms++) {
    assert.deepEqual([one[ms].buzzer, one[ms].heartbeat], [other[ms].buzzer, other[ms].heartbeat], `at ${ms} ms`);
    if (one[ms].lamps !== other[ms].lamps) {
      assert.ok(blinks.some(([a, b]) => one[ms].lamps === a && other[ms].lamps === b), `lamps ${one[ms].lamps}, ${other[ms].lamps} at ${ms} ms`);
      differing.push(ms);
    }
  }
  assert.ok(differing.length >= 78 * blinks.length && differing.length <= 81 * blinks.length, `${differing.length} ms differ`);
  const beeps = one.filter((sample) => sample.buzzer).length;
  assert.ok(beeps >= 156 && beeps <= 162, `${beeps} ms of sound`);
}

test('from two metres nobody can tell the level: lamps and buzzer after key 1 and after key 5 are the same but for the hooded blink', () => {
  const best = trace(1, 1);
  for (const key of [2, 3, 4, 5]) {
    checkSameButOwnBlinks(best, trace(key, key), [[1, 1 << (key - 1)], [1, 1 << (key - 1)]]);
  }
});

test('a corrected press looks the same again', () => {
  checkSameButOwnBlinks(trace(5, 5), trace(5, 1), [[0x10, 0x01]]);
});

test('a press is seen within 60 ms, also right after boot and while another is being written', () => {
  for (let phase = 0; phase < 40; phase++) {
    const pad = new Pad(copy(assigned));
    pad.runMs(12 + phase);
    const pressedAt = pad.nowUs;
    pad.contact(2, true);
    pad.runMs(90);
    const beep = pad.lampEvents.find((event) => event.lamp === 'buzzer' && event.on);
    slowestSeenUs = Math.max(slowestSeenUs, beep.atUs - pressedAt);
  }
  assert.ok(slowestSeenUs <= 60_000, `${slowestSeenUs} us`);
});

test('without acknowledgement a press is repeated each 200 ms with growing age; after a power cycle its age is unknown', () => {
  const pad = ready(SHOWN.READY);
  pad.script(4, [[0, true], [70_000, false]]);
  runWithHost(pad, 2300);
  const presses = pad.presses();
  assert.equal(presses.length, 12);
  presses.forEach((press, i) => {
    assert.deepEqual([press.seq, press.key], [NEXT_SEQ, 4]);
    if (i > 0) {
      const gapMs = (press.atUs - presses[i - 1].atUs) / 1000;
      assert.ok(gapMs > 195 && gapMs < 210, `${gapMs} ms`);
      assert.ok(Math.abs(press.ageMs - presses[i - 1].ageMs - gapMs) <= 5); // a STATUS may stand before it on the line
    }
  });
  const again = new Pad(pad.cutPower(random));
  again.runMs(300);
  assert.ok(again.presses().length > 0);
  assert.ok(again.presses().every((press) => press.ageMs === UNKNOWN_AGE && press.seq === NEXT_SEQ && press.key === 4));
});

test('a hanging processor is reset by the watchdog within 300 ms and loses nothing', () => {
  const pad = ready(SHOWN.READY);
  pad.script(5, [[0, true], [70_000, false]]);
  pad.runMs(100);
  const hungAt = pad.nowUs;
  pad.hang();
  const hello = pad.until('HELLO', 1000);
  assert.ok(hello, 'no HELLO');
  assert.equal(hello.resetCause, RESET_CAUSE.WATCHDOG);
  assert.ok(hello.atUs - hungAt < 300_000);
  const press = pad.until('PRESS', 300);
  assert.deepEqual([press.seq, press.key, press.ageMs], [NEXT_SEQ, 5, UNKNOWN_AGE]);
});

test('an unassigned pad refuses presses, says so, and takes one identity for good', () => {
  let pad = new Pad(blankEeprom());
  pad.runMs(SETTLED_MS);
  pad.script(1, [[0, true], [50_000, false]]);
  pad.runMs(150);
  assert.equal(pad.until('STATUS', 1100).shown, SHOWN.NOT_RECORDED);
  assert.deepEqual(pad.presses(), []);
  pad.assign(5, 6);
  pad.assign(7, 8);
  pad.runMs(300);
  pad = new Pad(pad.cutPower(random));
  const hello = pad.until('HELLO', 100);
  assert.deepEqual([hello.padId, hello.epoch, hello.refused, hello.boots], [5, 6, 1, 2]);
});

test('a power cut while the first identity is stored gives it whole or not at all', () => {
  const outcomes = { none: 0, whole: 0 };
  for (let cut = 0; cut < 110; cut += 2) {
    const pad = new Pad(blankEeprom());
    pad.runMs(SETTLED_MS);
    pad.assign(0xdeadbeef, 0x00c0ffee);
    pad.runMs(4 + cut);
    const told = pad.messages.some((message) => message.type === 'HELLO' && message.padId !== 0);
    const again = new Pad(pad.cutPower(random));
    const hello = again.until('HELLO', 100);
    if (hello.padId === 0) {
      assert.equal(hello.epoch, 0);
      assert.ok(!told, 'HELLO told an identity that was not stored');
      outcomes.none++;
    } else {
      assert.deepEqual([hello.padId, hello.epoch], [0xdeadbeef, 0x00c0ffee]);
      outcomes.whole++;
    }
  }
  assert.ok(outcomes.none > 5 && outcomes.whole > 5, JSON.stringify(outcomes));
});

test('noise on the line is counted and does no harm', () => {
  const pad = ready(SHOWN.READY);
  for (let round = 0; round < 20; round++) {
    pad.toPad.push(...Array.from({ length: 40 + random.below(200) }, () => random.below(256)), 0);
    pad.ping();
    pad.runMs(100);
  }
  assert.ok(pad.until('STATUS', 1100).badFrames > 0);
  pushAndAck(pad, 2, NEXT_SEQ);
});

test('the EEPROM map fits', () => {
  assert.ok(0x10 + 64 * 6 <= 0x1a0 && 0x1c0 + 32 * 8 <= EEPROM_SIZE);
});
