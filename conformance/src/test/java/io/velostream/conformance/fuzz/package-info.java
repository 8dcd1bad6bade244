/// Fuzzing that is guided by coverage: inputs that reach new edges of the engine's code are kept
/// and changed further. [InstrumentingLoader] counts edges with the JDK's Class-File API, [Fuzzer]
/// is the loop, a [Target] makes inputs, changes them and runs them.
@NullMarked
package io.velostream.conformance.fuzz;

import org.jspecify.annotations.NullMarked;
