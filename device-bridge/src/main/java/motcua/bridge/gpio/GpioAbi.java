package motcua.bridge.gpio;

/**
 * What is used of the kernel's GPIO character devices: request numbers, sizes and offsets in bytes, as {@code linux/gpio.h}
 * has them. They are the same on all machines that Linux runs a Raspberry Pi's software on: all fields are aligned by hand.
 */
final class GpioAbi {
    private GpioAbi() {}

    /** Asks a chip for its name, label and number of lines; in both versions of the ABI. */
    static final int GET_CHIPINFO = 0x8044_B401;

    static final int CHIPINFO_BYTES = 68;
    static final int CHIPINFO_LABEL = 32;

    /** Asks for a line's state in version 1 of the ABI, which newer kernels are built without. */
    static final int V1_GET_LINEINFO = 0xC048_B402;

    static final int V1_LINEINFO_BYTES = 72;

    /** Takes lines; the answer is a file. */
    static final int V2_GET_LINE = 0xC250_B407;

    static final int REQUEST_BYTES = 592;
    static final int REQUEST_CONSUMER = 256;
    static final int REQUEST_FLAGS = 288;
    static final int REQUEST_NUM_ATTRS = 296;
    static final int REQUEST_ATTR_ID = 320;
    static final int REQUEST_ATTR_DEBOUNCE_US = 328;
    static final int REQUEST_ATTR_MASK = 336;
    static final int REQUEST_NUM_LINES = 560;
    static final int REQUEST_FD = 588;

    static final long FLAG_INPUT = 1 << 2;
    static final long FLAG_OUTPUT = 1 << 3;
    static final long FLAG_EDGE_FALLING = 1 << 5;
    static final long FLAG_BIAS_PULL_UP = 1 << 8;
    static final int ATTR_DEBOUNCE = 3;

    /** Reads levels of taken lines, as bits in the order of the request. */
    static final int V2_GET_VALUES = 0xC010_B40E;

    /** Sets levels of taken lines. */
    static final int V2_SET_VALUES = 0xC010_B40F;

    static final int VALUES_BYTES = 16;
    static final int VALUES_MASK = 8;

    static final int EVENT_BYTES = 48;
    static final int EVENT_TIMESTAMP_NS = 0;
    static final int EVENT_ID = 8;
    static final int EVENT_OFFSET = 12;
    static final int EVENT_SEQNO = 16;
    static final int EVENT_FALLING = 2;
}
