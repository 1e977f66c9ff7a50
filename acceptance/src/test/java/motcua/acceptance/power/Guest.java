package motcua.acceptance.power;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import motcua.acceptance.RunningProcess;

/**
 * A machine in QEMU, without KVM: Debian's kernel on the host's root file system, which it cannot write to.
 *
 * <p>It runs {@code start} of the folder that is shared with it as a shell script; see {@code acceptance/power/init}. Closing it
 * is a power cut too.
 */
final class Guest implements AutoCloseable {
    private final RunningProcess qemu;
    private final Thread cutAtTheEnd;

    private Guest(RunningProcess qemu) {
        this.qemu = qemu;
        this.cutAtTheEnd = new Thread(this::kill, "cut-guest");
        Runtime.getRuntime().addShutdownHook(cutAtTheEnd);
    }

    /**
     * Switches the machine on.
     *
     * @param shared folder with {@code start}, seen by the guest as {@code /run/work}
     * @param words for the kernel's command line: {@code guest_modules=base,usb}, {@code guest_root=overlay}
     * @param devices more arguments for QEMU
     */
    static Guest powerOn(GuestKernel kernel, Path shared, String words, List<String> devices) throws IOException {
        List<String> command = new ArrayList<>(List.of("qemu-system-x86_64", "-no-user-config", "-nodefaults"));
        command.addAll(List.of("-M", "q35", "-accel", "tcg,thread=multi", "-cpu", "qemu64", "-m", "600"));
        command.addAll(List.of("-display", "none", "-serial", "stdio", "-no-reboot"));
        command.addAll(List.of("-kernel", kernel.vmlinux().toString()));
        command.addAll(List.of("-initrd", kernel.initrd().toString()));
        // The kernel's trial of its timer takes a busy host for a broken board and panics: no_timer_check.
        command.addAll(List.of("-append", "console=ttyS0 quiet panic=-1 mitigations=off no_timer_check " + words));
        command.addAll(share(Path.of("/"), "root"));
        command.addAll(share(shared, "work"));
        command.addAll(List.of("-device", "virtio-rng-pci"));
        command.addAll(devices);
        return new Guest(RunningProcess.start("guest", command));
    }

    /** A network of its own, cut off from the world; the host's {@code port} on loopback is the guest's {@code guestPort}. */
    static List<String> network(int port, int guestPort) {
        return List.of(
                "-netdev",
                "user,id=net,restrict=on,hostfwd=tcp:127.0.0.1:" + port + "-:" + guestPort,
                "-device",
                "virtio-net-pci,netdev=net");
    }

    String awaitLine(Duration atMost, Predicate<String> wanted) {
        return qemu.awaitLine(atMost, wanted);
    }

    boolean isOn() {
        return qemu.isAlive();
    }

    List<String> console() {
        return qemu.lines();
    }

    String lastLines() {
        return qemu.lastLines();
    }

    /** Takes the power away, between any two instructions. */
    void cut() throws InterruptedException {
        qemu.kill();
    }

    @Override
    public void close() {
        kill();
        Runtime.getRuntime().removeShutdownHook(cutAtTheEnd);
    }

    private void kill() {
        try {
            qemu.kill();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static List<String> share(Path folder, String tag) {
        return List.of(
                "-virtfs",
                "local,path=" + folder + ",mount_tag=" + tag + ",security_model=none,readonly=on,multidevs=remap");
    }
}
