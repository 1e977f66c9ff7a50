package motcua.kiosk.voice;

import java.util.List;

/** Turns numbers into words, each of which is the text of a clip; {@link Sentence#COMMA} among them is a short pause. */
interface Reading {
    /** The number as one counts, 0 to 9999: counters, repetitions. */
    List<String> cardinal(int number) throws Unsayable;

    /** What is printed on a ticket. */
    List<String> label(String label) throws Unsayable;
}
