package motcua.kiosk.voice;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/** Sound in the one format of all clips: 22 050 samples a second, one channel, 16 bit. Never changes. */
final class Pcm {
    /** Samples a second. */
    static final int RATE = 22_050;

    private static final int HEADER = 44;
    private static final int RIFF = 0x52494646;
    private static final int WAVE = 0x57415645;
    private static final int FORMAT = 0x666d7420;
    private static final int DATA = 0x64617461;
    private static final int PLAIN = 1;
    private static final int EXTENSIBLE = 0xfffe;
    private static final String WRONG_FORMAT = "Tệp phải là WAV không nén, 22.050 Hz, một kênh, 16 bit";

    private final short[] samples;

    Pcm(short[] samples) {
        this.samples = samples.clone();
    }

    static Pcm silence(int ms) {
        return new Pcm(new short[samples(ms)]);
    }

    /** How many samples last that long. */
    static int samples(int ms) {
        return (int) ((long) RATE * ms / 1000);
    }

    /** One after another, without anything between. */
    static Pcm joined(List<Pcm> sounds) {
        short[] all = new short[sounds.stream().mapToInt(Pcm::length).sum()];
        int at = 0;
        for (Pcm sound : sounds) {
            System.arraycopy(sound.samples, 0, all, at, sound.samples.length);
            at += sound.samples.length;
        }
        return new Pcm(all);
    }

    /** @throws ClipRefused if it is no WAV of the one format */
    static Pcm ofWav(byte[] wav) throws ClipRefused {
        ByteBuffer bytes = ByteBuffer.wrap(wav);
        if (wav.length < HEADER || bytes.getInt(0) != RIFF || bytes.getInt(8) != WAVE) {
            throw new ClipRefused(WRONG_FORMAT);
        }
        boolean known = false;
        int at = 12;
        while (at + 8 <= wav.length) {
            int chunk = bytes.order(ByteOrder.BIG_ENDIAN).getInt(at);
            bytes.order(ByteOrder.LITTLE_ENDIAN);
            long length = Integer.toUnsignedLong(bytes.getInt(at + 4));
            at += 8;
            if (chunk == FORMAT && length >= 16 && at + 16 <= wav.length) {
                known = isOurs(bytes, at);
            } else if (chunk == DATA && known) {
                return samples(bytes, at, (int) Math.min(length, wav.length - at));
            }
            if (length > wav.length - at) {
                break;
            }
            at += (int) (length + (length & 1));
        }
        throw new ClipRefused(WRONG_FORMAT);
    }

    private static boolean isOurs(ByteBuffer bytes, int at) {
        int tag = Short.toUnsignedInt(bytes.getShort(at));
        return (tag == PLAIN || tag == EXTENSIBLE)
                && bytes.getShort(at + 2) == 1
                && bytes.getInt(at + 4) == RATE
                && bytes.getShort(at + 14) == 16;
    }

    private static Pcm samples(ByteBuffer bytes, int at, int length) {
        short[] samples = new short[length / 2];
        bytes.position(at);
        bytes.asShortBuffer().get(samples);
        return new Pcm(samples);
    }

    /** As a file. */
    byte[] toWav() {
        int data = samples.length * 2;
        ByteBuffer bytes = ByteBuffer.allocate(HEADER + data);
        bytes.putInt(RIFF).order(ByteOrder.LITTLE_ENDIAN).putInt(HEADER - 8 + data);
        bytes.order(ByteOrder.BIG_ENDIAN).putInt(WAVE).putInt(FORMAT).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putInt(16).putShort((short) PLAIN).putShort((short) 1);
        bytes.putInt(RATE).putInt(RATE * 2).putShort((short) 2).putShort((short) 16);
        bytes.order(ByteOrder.BIG_ENDIAN)
                .putInt(DATA)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(data);
        bytes.asShortBuffer().put(samples);
        return bytes.array();
    }

    int length() {
        return samples.length;
    }

    int at(int index) {
        return samples[index];
    }

    long ms() {
        return samples.length * 1000L / RATE;
    }

    /** From one sample up to before another. */
    Pcm part(int from, int to) {
        return new Pcm(Arrays.copyOfRange(samples, from, to));
    }

    /** Each sample times the factor, within what 16 bits hold. */
    Pcm times(double factor) {
        short[] scaled = new short[samples.length];
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] = (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, Math.round(samples[i] * factor)));
        }
        return new Pcm(scaled);
    }

    /** Starts and ends without a click. */
    Pcm faded(int ms) {
        short[] faded = samples.clone();
        int length = Math.min(samples(ms), faded.length / 2);
        for (int i = 0; i < length; i++) {
            faded[i] = (short) (faded[i] * i / length);
            faded[faded.length - 1 - i] = (short) (faded[faded.length - 1 - i] * i / length);
        }
        return new Pcm(faded);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Pcm pcm && Arrays.equals(samples, pcm.samples);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(samples);
    }

    @Override
    public String toString() {
        return "Pcm of " + ms() + " ms";
    }
}
