/// JMH benchmarks of single parts of the engine. Each checks in its set-up that the part computes
/// what it should, before anything is timed. One operation is one row.
///
/// `benchmarks/README.md` says how they are run.
@NullMarked
package io.velostream.benchmarks.micro;

import org.jspecify.annotations.NullMarked;
