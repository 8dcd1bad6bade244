package io.velostream.benchmarks.latency;

/// The moments at which a thread did not get on: far longer between two looks at the clock than a
/// step takes. What else happened in the whole run tells the machine's part from the program's.
///
/// @param count how many stalls
/// @param nanos how long they were, all together
/// @param waitedNanos in which the thread waited for a core that another one had
/// @param stolenNanos in which the host of a virtual machine had its cores, in steps of 10 ms, all
///   cores together
/// @param collectedNanos in which garbage was collected
/// @param compiledNanos in which compilers of the JVM worked, on threads of their own
record Stalls(
    long count,
    long nanos,
    long waitedNanos,
    long stolenNanos,
    long collectedNanos,
    long compiledNanos) {}
