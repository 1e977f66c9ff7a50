package motcua.load.bench;

import java.util.List;

/** One bar of speed: how it is measured and against what. */
interface Bench {
    /** Measures; takes from some seconds to some minutes. */
    List<Pairs> measure(BenchPlace place) throws Exception;
}
