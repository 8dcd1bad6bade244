package io.velostream.benchmarks.report;

import java.lang.management.ManagementFactory;

/// What the figures depend on besides the code: the JDK, its flags, the machine.
public final class Surroundings {
  private Surroundings() {}

  /// Readable lines.
  ///
  /// @param batchRows rows per batch of input
  /// @param cpuTime whether the thread's CPU time is measured instead of wall time
  /// @param peer the version of DuckDB
  public static String describe(String batchRows, boolean cpuTime, String peer) {
    Runtime runtime = Runtime.getRuntime();
    return """
    JDK          %s %s (%s)
    flags        %s
    machine      %s, %d cores, heap up to %,d MB
    batch size   %s
    parallelism  1, mode direct: one thread calls the compiled query in a loop
    time         %s
    peer         DuckDB %s, 1 thread, in this process
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
            cpuTime ? "CPU time of the thread" : "wall time",
            peer);
  }
}
