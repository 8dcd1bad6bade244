package io.velostream.benchmarks.report;

import java.lang.management.ManagementFactory;

/// What the figures depend on besides the code: the JDK, its flags, the machine.
public final class Surroundings {
  /// One pipeline with no job around it, which is what most benchmarks measure.
  public static final String DIRECT =
      "1, mode direct: one thread calls the compiled query in a loop";

  private Surroundings() {}

  /// Readable lines.
  ///
  /// @param batchRows rows per batch of input
  /// @param parallelism pipelines, and how they are driven
  /// @param cpuTime whether CPU time is measured instead of wall time
  /// @param peer the version of DuckDB
  public static String describe(
      String batchRows, String parallelism, boolean cpuTime, String peer) {
    Runtime runtime = Runtime.getRuntime();
    return """
    JDK          %s %s (%s)
    flags        %s
    machine      %s, %d cores, heap up to %,d MB
    batch size   %s
    parallelism  %s
    time         %s
    peer         DuckDB %s, in this process, as many threads
    """
        .formatted(
            System.getProperty("java.vendor.version", System.getProperty("java.vendor")),
            System.getProperty("java.vm.version"),
            System.getProperty("java.vm.name"),
            String.join(" ", ManagementFactory.getRuntimeMXBean().getInputArguments()),
            System.getProperty("os.name") + " " + System.getProperty("os.arch"),
            runtime.availableProcessors(),
            runtime.maxMemory() / 1_000_000,
            batchRows,
            parallelism,
            cpuTime ? "CPU time of the thread" : "wall time",
            peer);
  }
}
