package motcua.server.ingest;

import java.time.Clock;
import java.util.List;
import motcua.contract.journal.Hash;
import motcua.contract.wire.Hello;
import motcua.server.storage.Database;

/** Hellos of kiosks, as the decoder gives them. */
public final class Greetings {
    private Greetings() {}

    /** Takes in the hello of a kiosk with this key; returns how many receipts answer it. */
    public static int write(Database database, String kiosk, String key) {
        String epoch = "00000000000000e1";
        Hello hello = new Hello(
                kiosk,
                "00000000000000a1",
                key,
                "test",
                List.of(new Hello.Head(epoch, 1, 0, Hash.origin(kiosk, epoch))));
        return new JournalWriter(database, Clock.systemUTC(), "00000000000000aa")
                .write(List.of(new Inbound.Greeting(kiosk, hello, false)))
                .receipts()
                .size();
    }
}
