package motcua.acceptance.fuzz;

import java.io.IOException;

/** A door of the product that takes bytes from outside, with what must hold whatever comes in. For one thread. */
public interface Target extends AutoCloseable {
    /**
     * Gives the product one input.
     *
     * @throws AssertionError if the product did what it must not; anything else that is thrown is as bad
     */
    void attack(byte[] input) throws IOException;

    /** How long one input may take, in milliseconds. */
    default long mostMillis(byte[] input) {
        return 100;
    }

    @Override
    default void close() throws IOException {}
}
