package motcua.acceptance.devices;

import java.time.Duration;
import java.util.List;

/** The kernel's own simulated GPIO chip, with the label of a Raspberry Pi 4's header and that board's description. */
final class SimulatedChip {
    private static final Duration QUICK = Duration.ofSeconds(60);
    private static final String LINES = "/sys/devices/platform/gpio-sim.0/gpiochip*/sim_gpio";

    private final GuestMachine guest;

    private SimulatedChip(GuestMachine guest) {
        this.guest = guest;
    }

    /** Takes the kernel's module, or one from the machine's work folder. */
    static SimulatedChip plug(GuestMachine guest) {
        guest.run(
                "for module in irq_sim gpio-sim; do f=/work/$module.ko; if [ -e $f ]; then insmod $f; fi; done", QUICK);
        guest.run(
                "mount -t configfs configfs /sys/kernel/config; c=/sys/kernel/config/gpio-sim/pi; mkdir -p $c/bank0",
                QUICK);
        guest.run("echo 28 > $c/bank0/num_lines; echo pinctrl-bcm2711 > $c/bank0/label; echo 1 > $c/live", QUICK);
        // What Pi4J knows a Raspberry Pi 4 by.
        guest.run("printf 'Hardware\\t: BCM2835\\nRevision\\t: c03114\\n' > /tmp/cpuinfo", QUICK);
        guest.run("mount --bind /tmp/cpuinfo /root/proc/cpuinfo", QUICK);
        return new SimulatedChip(guest);
    }

    void release(int line) {
        guest.run("echo pull-up > $(echo " + LINES + line + ")/pull", QUICK);
    }

    /** Pushes a key to ground whose contact bounces on the way down and up. */
    void push(int line) {
        guest.run(
                "p=$(echo " + LINES + line + ")/pull; for l in down up down up down; do echo pull-$l > $p; done",
                QUICK);
        guest.run("usleep 300000; for l in up down up down up; do echo pull-$l > $p; done; usleep 300000", QUICK);
    }

    boolean isHigh(int line) {
        List<String> printed = guest.run("cat " + LINES + line + "/value", QUICK);
        return printed.contains("1");
    }
}
