// From a microphone or a file to the one format of clips: 22 050 Hz, one channel, 16 bit.

const RATE = 22050;

/** Whether this browser may hear a microphone here: only on the kiosk itself or over https. */
export const canRecord = () => Boolean(navigator.mediaDevices?.getUserMedia && window.AudioWorkletNode);

/** One recording. onLevel gets how loud it is, 0 to 1, about ten times a second. */
export class Recording {
  #context;
  #stream;
  #node;
  #parts = [];

  static async start(onLevel) {
    const recording = new Recording();
    try {
      await recording.#open(onLevel);
    } catch (failure) {
      await recording.#close();
      throw failure;
    }
    return recording;
  }

  async #open(onLevel) {
    this.#stream = await navigator.mediaDevices.getUserMedia({
      audio: { channelCount: 1, echoCancellation: false, noiseSuppression: true, autoGainControl: true },
    });
    this.#context = new AudioContext();
    await this.#context.audioWorklet.addModule("/assets/voice-worklet.js");
    this.#node = new AudioWorkletNode(this.#context, "recorder", { numberOfOutputs: 0 });
    let peak = 0;
    let heard = 0;
    this.#node.port.onmessage = ({ data }) => {
      this.#parts.push(data);
      for (const sample of data) peak = Math.max(peak, Math.abs(sample));
      heard += data.length;
      if (heard > this.#context.sampleRate / 10) {
        onLevel(peak);
        peak = 0;
        heard = 0;
      }
    };
    this.#context.createMediaStreamSource(this.#stream).connect(this.#node);
  }

  async #close() {
    this.#stream?.getTracks().forEach((track) => track.stop());
    this.#node?.disconnect();
    if (this.#context && this.#context.state !== "closed") await this.#context.close();
  }

  /** Ends the recording. Returns it as a WAV file. */
  async stop() {
    const rate = this.#context.sampleRate;
    await this.#close();
    const length = this.#parts.reduce((sum, part) => sum + part.length, 0);
    if (length === 0) throw new Error("the microphone gave nothing");
    const all = new AudioBuffer({ length, sampleRate: rate, numberOfChannels: 1 });
    let at = 0;
    for (const part of this.#parts) {
      all.copyToChannel(part, 0, at);
      at += part.length;
    }
    return toWav(all);
  }

  async cancel() {
    await this.#close();
  }
}

/** A file of any kind this browser can read, as a WAV file. */
export async function fileToWav(file) {
  return toWav(await new OfflineAudioContext(1, 1, RATE).decodeAudioData(await file.arrayBuffer()));
}

let speakers = null;

/** Plays a WAV file to its end, on this screen. */
export async function play(wav) {
  speakers ??= new AudioContext();
  await speakers.resume();
  const source = new AudioBufferSourceNode(speakers, { buffer: await speakers.decodeAudioData(wav) });
  source.connect(speakers.destination);
  source.start();
}

async function toWav(buffer) {
  const length = Math.max(1, Math.ceil(buffer.duration * RATE));
  const offline = new OfflineAudioContext(1, length, RATE); // mixes channels down and changes the rate
  const source = new AudioBufferSourceNode(offline, { buffer });
  source.connect(offline.destination);
  source.start();
  return encode((await offline.startRendering()).getChannelData(0));
}

function encode(samples) {
  const bytes = new DataView(new ArrayBuffer(44 + samples.length * 2));
  const text = (at, word) => [...word].forEach((c, i) => bytes.setUint8(at + i, c.charCodeAt(0)));
  text(0, "RIFF");
  bytes.setUint32(4, 36 + samples.length * 2, true);
  text(8, "WAVEfmt ");
  bytes.setUint32(16, 16, true);
  bytes.setUint16(20, 1, true);
  bytes.setUint16(22, 1, true);
  bytes.setUint32(24, RATE, true);
  bytes.setUint32(28, RATE * 2, true);
  bytes.setUint16(32, 2, true);
  bytes.setUint16(34, 16, true);
  text(36, "data");
  bytes.setUint32(40, samples.length * 2, true);
  samples.forEach((sample, i) => {
    const bounded = Math.max(-1, Math.min(1, sample));
    bytes.setInt16(44 + i * 2, Math.round(bounded * 32767), true);
  });
  return bytes.buffer;
}
