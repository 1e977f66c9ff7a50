package motcua.load.bench;

import java.nio.file.Path;

/**
 * Where a bench works and with what.
 *
 * @param folder of its own, on the disk that is measured
 * @param project root of the project: parts in other languages are started from there
 * @param seed of everything drawn
 */
record BenchPlace(Path folder, Path serverJar, Path kioskJar, Path verifierJar, Path project, long seed) {}
