package motcua.bridge.gpio;

import java.nio.file.Path;

/** A GPIO chip of this machine: its device and what the kernel calls it. */
record GpioChip(Path device, String label) {}
