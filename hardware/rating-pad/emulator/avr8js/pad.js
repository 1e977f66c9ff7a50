// The rating pad in virtual time: the real .hex in avr8js, with an EEPROM that tears when the power is cut, contacts, lamps and a host.
// Times are in microseconds since power-on unless a name says otherwise.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const avr = createRequire(import.meta.url)('avr8js');

export const HZ = 16_000_000;
export const CYCLES_PER_US = HZ / 1_000_000;
export const EEPROM_SIZE = 1024;
export const UNKNOWN_AGE = 0xffffffff;
export const CLERK_KEY = 6;
export const SHOWN = { CLOSED: 0, READY: 1, INVITE: 2, SEEN: 3, SAVING: 4, RECORDED: 5, NOT_RECORDED: 6, FAULT: 7, BOOT: 8 };
export const RESET_CAUSE = { POWER_ON: 1, EXTERNAL: 2, BROWN_OUT: 4, WATCHDOG: 8 };

const FLASH_SIZE = 0x8000;
const SRAM_SIZE = 2048;
const MCUSR = 0x54;
const EERIE = 1 << 3;
const OPCODE_SLEEP = 0x9588;
const OPCODE_SEI = 0x9478;
const OPCODE_LOOP = 0xcfff; // rjmp .-2
const HANG_WORD = FLASH_SIZE / 2 - 1;
const KEY_1_PIN = 2;
const LID_PIN = 7;
const CLERK_KEY_PIN = 4;
const LAMP_PINS = 0x1f;
const HEARTBEAT_PIN = 0x20;
const BUZZER_PIN = 0x01;

export function loadHex(path) {
  const bytes = new Uint8Array(FLASH_SIZE).fill(0xff);
  for (const line of readFileSync(path, 'ascii').split('\n')) {
    const record = Buffer.from(line.trim().slice(1), 'hex');
    if (record.length > 0 && record[3] === 0) {
      bytes.set(record.subarray(4, 4 + record[0]), record.readUInt16BE(1));
    }
  }
  return new Uint16Array(bytes.buffer);
}

export const FIRMWARE = loadHex(process.env.FIRMWARE_HEX ?? new URL('../../build/rating-pad.hex', import.meta.url));

/** Random numbers that a printed seed repeats. */
export class Random {
  constructor(seed) {
    this.state = BigInt(seed) || 1n;
  }

  below(limit) {
    this.state ^= (this.state << 13n) & 0xffffffffffffffffn;
    this.state ^= this.state >> 7n;
    this.state ^= (this.state << 17n) & 0xffffffffffffffffn;
    return Number((this.state >> 16n) % BigInt(limit));
  }
}

export const SEED = Number(process.env.MOTCUA_SEED ?? Date.now() % 1_000_000_007);
export const random = new Random(SEED);

export function crc16(bytes) {
  let crc = 0xffff;
  for (const byte of bytes) {
    crc ^= byte << 8;
    for (let bit = 0; bit < 8; bit++) {
      crc = (crc & 0x8000 ? (crc << 1) ^ 0x1021 : crc << 1) & 0xffff;
    }
  }
  return crc;
}

function encode(payload) {
  const data = [...payload, crc16(payload) & 0xff, crc16(payload) >> 8];
  const out = [];
  let block = [];
  for (const byte of [...data, 0]) {
    if (byte === 0) {
      out.push(block.length + 1, ...block);
      block = [];
    } else {
      block.push(byte);
    }
  }
  return [...out, 0];
}

function decode(frame) {
  const data = [];
  for (let at = 0; at < frame.length; at += frame[at]) {
    data.push(...frame.slice(at + 1, at + frame[at]), 0);
  }
  data.pop();
  const payload = data.slice(0, -2);
  const crc = data[data.length - 2] | (data[data.length - 1] << 8);
  if (crc !== crc16(payload)) {
    throw new Error(`the pad sent a bad frame ${Buffer.from(frame).toString('hex')}`);
  }
  return Buffer.from(payload);
}

function parse(p, atUs) {
  switch (p[0]) {
    case 1:
      return {
        type: 'HELLO', atUs, proto: p[1], resetCause: p[4], boots: p.readUInt16LE(5), padId: p.readUInt32LE(7), epoch: p.readUInt32LE(11),
        pending: p[15], refused: p.readUInt16LE(16), counter: p[18],
      };
    case 2:
      return { type: 'PRESS', atUs, seq: p.readUInt16LE(1), key: p[3], ageMs: p.readUInt32LE(4) };
    case 3:
      return {
        type: 'STATUS', atUs, upMs: p.readUInt32LE(1), keysDown: p[5], stuck: p[6], lid: p[7], pending: p[8], refused: p.readUInt16LE(9),
        badFrames: p.readUInt16LE(11), shown: p[13],
      };
    default:
      throw new Error(`the pad sent an unknown type ${p[0]}`);
  }
}

export function blankEeprom() {
  return new Uint8Array(EEPROM_SIZE).fill(0xff);
}

/** A pad from power-on to power-cut. `cells` is its EEPROM and outlives it. */
export class Pad {
  constructor(cells, { keysDown = [] } = {}) {
    this.cells = cells;
    this.messages = [];
    this.lampEvents = []; // {lamp: 1..5 | 'buzzer' | 'heartbeat', on, atUs}
    this.outputs = { lamps: 0, buzzer: 0 };
    this.cpu = new avr.CPU(FIRMWARE.slice(), SRAM_SIZE);
    this.clock = new avr.AVRClock(this.cpu, HZ);
    this.portB = new avr.AVRIOPort(this.cpu, avr.portBConfig);
    this.portC = new avr.AVRIOPort(this.cpu, avr.portCConfig);
    this.portD = new avr.AVRIOPort(this.cpu, avr.portDConfig);
    this.timer = new avr.AVRTimer(this.cpu, avr.timer0Config);
    this.usart = new avr.AVRUSART(this.cpu, avr.usart0Config, HZ);
    this.watchdog = new avr.AVRWatchdog(this.cpu, avr.watchdogConfig, this.clock);
    this.#connectEeprom();
    this.#connectUsart();
    this.#connectOutputs();
    this.#connectReset();
    this.cpu.data[MCUSR] = RESET_CAUSE.POWER_ON;
    for (let key = 1; key <= CLERK_KEY; key++) {
      this.contact(key, keysDown.includes(key));
    }
    this.lid(false);
  }

  #connectEeprom() {
    const { cells, cpu } = this;
    this.inFlight = null;
    const backend = {
      readMemory: (address) => cells[address],
      eraseMemory: (address) => {
        this.inFlight = { address, old: cells[address], value: 0xff, startCycle: cpu.cycles };
        cells[address] = 0xff;
      },
      writeMemory: (address, value) => {
        this.inFlight.value = value;
        cells[address] &= value;
      },
    };
    this.eeprom = new avr.AVREEPROM(cpu, backend);
    // The chip ignores EEPE while a write is under way; avr8js takes a later write to EECR that carries the bit for the end of it.
    const { EECR } = avr.eepromConfig;
    const hook = cpu.writeHooks[EECR];
    cpu.writeHooks[EECR] = (value, ...rest) => {
      if (cpu.cycles >= this.eeprom.writeCompleteCycles) {
        return hook(value, ...rest);
      }
      cpu.data[EECR] = (cpu.data[EECR] & ~EERIE) | (value & EERIE);
      cpu.updateInterruptEnable(this.eeprom.EER, value);
      return true;
    };
  }

  #connectUsart() {
    let frame = [];
    this.toPad = [];
    this.usart.onByteTransmit = (byte) => {
      if (byte !== 0) {
        frame.push(byte);
        return;
      }
      if (frame.length > 0) {
        this.messages.push(parse(decode(frame), this.nowUs));
      }
      frame = [];
    };
    this.usart.onRxComplete = () => {
      this.receiving = false;
      this.#feed();
    };
  }

  #feed() {
    if (!this.receiving && this.toPad.length > 0) {
      this.receiving = true;
      this.usart.writeByte(this.toPad.shift());
    }
  }

  #connectOutputs() {
    const note = (lamp, on) => this.lampEvents.push({ lamp, on, atUs: this.nowUs });
    this.portB.addListener((value, old) => {
      for (let lamp = 1; lamp <= 5; lamp++) {
        const bit = 1 << (lamp - 1);
        if ((value ^ old) & bit) {
          note(lamp, (value & bit) !== 0);
        }
      }
      if ((value ^ old) & HEARTBEAT_PIN) {
        note('heartbeat', (value & HEARTBEAT_PIN) !== 0);
      }
      this.outputs.lamps = value & LAMP_PINS;
    });
    this.portC.addListener((value, old) => {
      if ((value ^ old) & BUZZER_PIN) {
        note('buzzer', (value & BUZZER_PIN) !== 0);
      }
      this.outputs.buzzer = value & BUZZER_PIN;
    });
  }

  #connectReset() {
    // avr8js restarts the core alone; the chip clears its I/O registers too. What drives the pins from outside stays.
    const { cpu } = this;
    const resetCore = cpu.reset.bind(cpu);
    cpu.reset = () => {
      cpu.data.fill(0, 0x20, 0x100);
      resetCore();
      this.usart.reset();
      this.watchdog.enabledValue = false;
      this.eeprom.writeCompleteCycles = 0;
      for (const port of [this.portB, this.portC, this.portD]) {
        port.updatePinRegister(0);
      }
    };
  }

  get nowUs() {
    return this.cpu.cycles / CYCLES_PER_US;
  }

  contact(key, closed) {
    if (key === CLERK_KEY) {
      this.portC.setPin(CLERK_KEY_PIN, !closed);
    } else {
      this.portD.setPin(KEY_1_PIN + key - 1, !closed);
    }
  }

  lid(open) {
    this.portD.setPin(LID_PIN, open);
  }

  /** Moves a contact at given times from now: [[us, closed], ...]. */
  script(key, edges) {
    for (const [us, closed] of edges) {
      this.cpu.addClockEvent(() => this.contact(key, closed), Math.round(us * CYCLES_PER_US));
    }
  }

  /** Runs until `us` from now have passed, or `stop()` holds (looked at every instruction). Tells whether it held. */
  run(us, stop = null) {
    const { cpu } = this;
    const end = cpu.cycles + Math.round(us * CYCLES_PER_US);
    while (cpu.cycles < end) {
      const opcode = cpu.progMem[cpu.pc];
      if (opcode === OPCODE_SLEEP) {
        this.#sleep(end);
      } else {
        avr.avrInstruction(cpu);
        // The instruction behind sei runs before any interrupt.
        if (opcode !== OPCODE_SEI) {
          cpu.tick();
        }
      }
      if (stop !== null && stop()) {
        return true;
      }
    }
    return false;
  }

  /** Jumps from event to event until an interrupt wakes the processor; it stays on its sleep instruction when none comes before `end`. */
  #sleep(end) {
    const { cpu } = this;
    const behind = cpu.pc + 1;
    cpu.pc = behind;
    cpu.cycles++;
    while (cpu.pc === behind && cpu.cycles < end) {
      if (cpu.nextInterrupt < 0) {
        cpu.cycles = Math.min(end, Math.max(cpu.cycles, cpu.nextClockEvent?.cycles ?? end));
      }
      cpu.tick();
    }
    if (cpu.pc === behind) {
      cpu.pc--;
    }
  }

  runMs(ms, stop = null) {
    return this.run(ms * 1000, stop);
  }

  /** Runs until a message of `type` that fits comes, at most `ms`; gives it or undefined. */
  until(type, ms, fits = () => true) {
    let read = this.messages.length;
    let found;
    this.runMs(ms, () => {
      while (read < this.messages.length) {
        const message = this.messages[read++];
        if (message.type === type && fits(message)) {
          found = message;
          return true;
        }
      }
      return false;
    });
    return found;
  }

  /** The processor loops with interrupts off. */
  hang() {
    this.cpu.progMem[HANG_WORD] = OPCODE_LOOP;
    this.cpu.pc = HANG_WORD;
    this.cpu.data[95] &= ~0x80;
  }

  /** Ends this pad's life. The byte that is being written is left as far as it got: erasing sets bits, then programming clears them. */
  cutPower(random) {
    const { cells, cpu, inFlight } = this;
    if (inFlight !== null && cpu.cycles < this.eeprom.writeCompleteCycles) {
      const { address, old, value, startCycle } = inFlight;
      const erasing = cpu.cycles - startCycle < avr.eepromConfig.eraseCycles;
      cells[address] = erasing ? old | random.below(256) : value | random.below(256);
    }
    return cells;
  }

  send(...payload) {
    this.toPad.push(...encode(payload));
    this.#feed();
  }

  ack(seq) {
    this.send(0x81, seq & 0xff, seq >> 8);
  }

  ping() {
    this.send(0x82);
  }

  show(state, keys = 0x1f, duration = 0) {
    this.send(0x83, state, keys, duration & 0xff, duration >> 8);
  }

  assign(padId, epoch) {
    const bytes = Buffer.alloc(8);
    bytes.writeUInt32LE(padId, 0);
    bytes.writeUInt32LE(epoch, 4);
    this.send(0x84, ...bytes);
  }

  presses(from = 0) {
    return this.messages.slice(from).filter((message) => message.type === 'PRESS');
  }
}

/** An EEPROM of an assigned pad that has some acknowledged presses behind it. */
export function assignedEeprom(presses = 3) {
  const pad = new Pad(blankEeprom());
  pad.runMs(30);
  pad.assign(0x01020304, 0x0a0b0c0d);
  if (pad.until('HELLO', 500, (hello) => hello.padId === 0x01020304) === undefined) {
    throw new Error('the pad did not take its identity');
  }
  pad.runMs(100);
  for (let seq = 1; seq <= presses; seq++) {
    pushAndAck(pad, 1 + (seq % 5), seq);
  }
  pad.runMs(20);
  return pad.cutPower(random);
}

/** Presses a key for 60 ms, acknowledges it, lets go and waits for the contact to rest. */
export function pushAndAck(pad, key, seq) {
  pad.script(key, [[100, true], [60_000, false]]);
  const press = pad.until('PRESS', 200);
  if (press === undefined || press.seq !== seq || press.key !== key) {
    throw new Error(`expected press ${seq} of key ${key}, got ${JSON.stringify(press)}`);
  }
  pad.ack(seq);
  pad.runMs(100);
}
