package motcua.kiosk.voice;

import java.util.function.Supplier;
import motcua.kiosk.queue.Ticket;
import motcua.kiosk.queue.TicketListener;

/** Lets the voice say what the queue calls, in the language of the office. */
public final class TicketCaller implements TicketListener {
    private final Voice voice;
    private final Supplier<String> language;

    public TicketCaller(Voice voice, Supplier<String> language) {
        this.voice = voice;
        this.language = language;
    }

    /** A repetition stays one for whoever came from another counter or has priority; a ticket fetched by hand is not called. */
    @Override
    public void called(motcua.kiosk.queue.Call call) {
        if (call.byHand()) {
            return;
        }
        Call.Kind kind = call.times() > 1
                ? Call.Kind.RECALL
                : call.transferred() ? Call.Kind.TRANSFER : call.priority() ? Call.Kind.PRIORITY : Call.Kind.CALL;
        // The first repetition is the second call.
        voice.say(new Call(call.label(), call.counter(), kind, Math.max(1, call.times() - 1), language.get()));
    }

    /** Whoever has been served or given up is not called any more. */
    @Override
    public void left(Ticket ticket) {
        voice.withdraw(ticket.label());
    }
}
