package motcua.kiosk.queue;

import motcua.kiosk.counter.Moment;

/**
 * A number called to a counter, for board and voice.
 *
 * @param id rises with each call
 * @param times 1 for the call, more for repetitions
 * @param transferred whether the ticket came from another counter
 * @param byHand fetched without voice
 * @param at when it was called
 */
public record Call(
        long id,
        String ticket,
        String label,
        int counter,
        int times,
        boolean priority,
        boolean transferred,
        boolean byHand,
        Moment at) {}
