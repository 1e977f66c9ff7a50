package motcua.kiosk.voice;

/** A loudspeaker. Used by one thread. */
interface Player {
    /**
     * Plays a WAV file to its end.
     *
     * @param ms how long it is, in milliseconds
     * @throws PlayerFailure if it was not heard to its end
     * @throws InterruptedException if this thread was interrupted; nothing is heard any more
     */
    void play(byte[] wav, long ms) throws PlayerFailure, InterruptedException;
}
