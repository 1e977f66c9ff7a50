package motcua.acceptance.devices;

import java.time.Duration;
import java.util.List;

/** The kernel's own simulated GPIO chip, with the label of a Raspberry Pi 4's header and that board's description. */
final class SimulatedChip {
    /** By the machine's clock; three times the debounce time of the test. */
    private static final Duration STABLE = Duration.ofMillis(300);

    private static final String LINES = "/sys/devices/platform/gpio-sim.0/gpiochip*/sim_gpio";

    private final GuestMachine guest;

    private SimulatedChip(GuestMachine guest) {
        this.guest = guest;
    }

    /** Takes the kernel's module, or one from the machine's work folder. */
    static SimulatedChip plug(GuestMachine guest) {
        guest.run(
                "for module in irq_sim gpio-sim; do f=/work/$module.ko; if [ -e $f ]; then insmod $f; fi; done",
                GuestMachine.QUICK);
        guest.run(
                "mount -t configfs configfs /sys/kernel/config; c=/sys/kernel/config/gpio-sim/pi; mkdir -p $c/bank0",
                GuestMachine.QUICK);
        guest.run(
                "echo 28 > $c/bank0/num_lines; echo pinctrl-bcm2711 > $c/bank0/label; echo 1 > $c/live",
                GuestMachine.QUICK);
        // What Pi4J knows a Raspberry Pi 4 by.
        guest.run("printf 'Hardware\\t: BCM2835\\nRevision\\t: c03114\\n' > /tmp/cpuinfo", GuestMachine.QUICK);
        guest.run("mount --bind /tmp/cpuinfo /root/proc/cpuinfo", GuestMachine.QUICK);
        return new SimulatedChip(guest);
    }

    void release(int line) {
        guest.run("echo pull-up > $(echo " + LINES + line + ")/pull", GuestMachine.QUICK);
    }

    /** Pushes a key to ground whose contact bounces on the way down and up. */
    void push(int line) {
        bounce(line, "down up down up down");
        bounce(line, "up down up down up");
    }

    private void bounce(int line, String levels) {
        guest.run(
                "p=$(echo " + LINES + line + ")/pull; for l in " + levels + "; do echo pull-$l > $p; done",
                GuestMachine.QUICK);
        guest.rest(STABLE);
    }

    boolean isHigh(int line) {
        List<String> printed = guest.run("cat " + LINES + line + "/value", GuestMachine.QUICK);
        return printed.contains("1");
    }
}
