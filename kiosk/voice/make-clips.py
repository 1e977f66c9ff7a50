#!/usr/bin/env python3
"""usage: kiosk/voice/make-clips.py [LANGUAGE...]

Makes the placeholder clips of the language packs (default: all) with espeak-ng, from the texts in
kiosk/src/main/resources/voice/LANGUAGE/pack.properties, and the chime. Needs espeak-ng and nothing else.
Every clip is 22 050 Hz, mono, 16 bit, without silence at its ends, and as loud as the others.
"""

import array
import math
import pathlib
import re
import subprocess
import sys
import tempfile
import wave

RATE = 22_050
QUIET = 300  # of 32768: what is below at the ends is silence
KEPT = RATE * 12 // 1000  # samples kept before the first and after the last loud one
LOUD = 10 ** (-18 / 20) * 32_768  # root mean square of the part that is not silent
PEAK = 10 ** (-1 / 20) * 32_768
VOICES = {"vi": ("vi", 135), "en": ("en-us", 140)}
PACKS = pathlib.Path(__file__).resolve().parents[1] / "src/main/resources/voice"


def spoken(voice, speed, text):
    """What espeak-ng says, as samples."""
    with tempfile.NamedTemporaryFile(suffix=".wav") as file:
        subprocess.run(["espeak-ng", "-v", voice, "-s", str(speed), "-w", file.name, "--", text], check=True)
        with wave.open(file.name) as sound:
            if (sound.getframerate(), sound.getnchannels(), sound.getsampwidth()) != (RATE, 1, 2):
                sys.exit("make-clips: espeak-ng speaks in another format than 22 050 Hz, mono, 16 bit")
            return samples(sound.readframes(sound.getnframes()))


def samples(data):
    values = array.array("h")
    values.frombytes(data)
    if sys.byteorder == "big":
        values.byteswap()
    return list(values)


def trimmed(sound):
    loud = [i for i, value in enumerate(sound) if abs(value) >= QUIET]
    if not loud:
        sys.exit("make-clips: a clip is silent")
    return sound[max(0, loud[0] - KEPT) : loud[-1] + KEPT]


def levelled(sound):
    """As loud as all others, without clipping, and without a click at either end."""
    active = [value for value in sound if abs(value) >= QUIET]
    rms = math.sqrt(sum(value * value for value in active) / len(active))
    gain = min(LOUD / rms, PEAK / max(map(abs, sound)))
    fade = RATE * 5 // 1000
    last = len(sound) - 1
    return [round(v * gain * min(1, i / fade, (last - i) / fade)) for i, v in enumerate(sound)]


def chime():
    """Two falling tones that ring out."""
    length = RATE * 11 // 10
    sound = [0.0] * length
    for start, pitch in ((0, 659.26), (RATE * 35 // 100, 523.25)):
        for i in range(length - start):
            t = i / RATE
            rise = min(1, t / 0.004)
            ring = math.sin(2 * math.pi * pitch * t) + 0.3 * math.sin(4 * math.pi * pitch * t)
            sound[start + i] += rise * math.exp(-4.5 * t) * ring
    top = max(map(abs, sound))
    return [round(value / top * 16_000) for value in sound]


def write(path, sound):
    data = array.array("h", sound)
    if sys.byteorder == "big":
        data.byteswap()
    with wave.open(str(path), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(RATE)
        out.writeframes(data.tobytes())


def main(languages):
    for language in languages:
        voice, speed = VOICES[language]
        folder = PACKS / language
        for old in folder.glob("*.wav"):
            old.unlink()
        text = (folder / "pack.properties").read_text(encoding="utf-8")
        for name, said in re.findall(r"^clip\.(\S+) *= *(.+)$", text, re.MULTILINE):
            write(folder / f"{name}.wav", levelled(trimmed(spoken(voice, speed, said.replace("-", " ")))))
    write(PACKS / "vi/chuong.wav", levelled(trimmed(chime())))


if __name__ == "__main__":
    if sys.argv[1:2] == ["--help"]:
        print(__doc__)
    else:
        main(sys.argv[1:] or sorted(VOICES))
