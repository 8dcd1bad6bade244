package io.velostream.conformance.simulation;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/// What goes wrong with files in one life of a process, by the number of the operation.
final class Disturbances {
  /// How an operation goes wrong.
  enum Fault {
    /// It fails and has done nothing.
    REFUSED,
    /// It fails, and yet was done.
    DONE_ALL_THE_SAME,
    /// Half of a write is done, then it fails. Of anything else, nothing is done.
    HALF_DONE
  }

  private final TreeMap<Integer, Fault> faults = new TreeMap<>();
  private final List<String> log = new ArrayList<>();
  private int crashAt = Integer.MAX_VALUE;
  private int fullFrom = Integer.MAX_VALUE;
  private int fullTo = Integer.MAX_VALUE;
  private int operations;
  private int reads;
  private int failReadAt = Integer.MAX_VALUE;

  /// Nothing goes wrong.
  static Disturbances none() {
    return new Disturbances();
  }

  /// The process dies instead of an operation.
  static Disturbances crash(int at) {
    Disturbances one = new Disturbances();
    one.crashAt = at;
    return one;
  }

  /// One or several operations fail, or the disk is full for a while, or a read fails; perhaps the
  /// process dies later.
  ///
  /// @param reads whether it is mostly reads that fail
  static Disturbances faults(RandomGenerator random, boolean reads) {
    Disturbances some = new Disturbances();
    switch (reads && random.nextInt(4) > 0 ? 1 : random.nextInt(4)) {
      case 0 -> {
        some.fullFrom = 1 + random.nextInt(120);
        some.fullTo = some.fullFrom + 1 + random.nextInt(20);
      }
      case 1 -> some.failReadAt = 1 + random.nextInt(60);
      default -> {
        for (int left = 1 + random.nextInt(2); left > 0; left--) {
          Fault[] kinds = Fault.values();
          some.faults.put(1 + random.nextInt(120), kinds[random.nextInt(kinds.length)]);
        }
      }
    }
    if (random.nextBoolean()) {
      some.crashAt = 2 + random.nextInt(160);
    }
    return some;
  }

  /// Whether the process dies instead of the operation that comes.
  boolean isDeath() {
    return ++operations == crashAt;
  }

  /// What is wrong with the operation that [#isDeath] has counted; `null` when nothing is.
  ///
  /// @param writes whether it takes room on the disk
  @org.jspecify.annotations.Nullable
  Fault fault(String what, boolean writes) {
    Fault fault = faults.get(operations);
    if (fault == null && writes && operations >= fullFrom && operations < fullTo) {
      fault = Fault.HALF_DONE;
    }
    if (fault != null) {
      log.add(operations + " " + what + ": " + fault);
    }
    return fault;
  }

  /// A portion of a file is read.
  void read(String path) throws IOException {
    if (++reads == failReadAt) {
      log.add("read " + reads + " of " + path);
      throw new IOException("simulated: cannot read " + path);
    }
  }

  /// Operations so far.
  int operations() {
    return operations;
  }

  /// Whether anything has gone wrong so far, short of a death.
  boolean hasFailed() {
    return !log.isEmpty();
  }

  /// What is to go wrong, and what has.
  @Override
  public String toString() {
    return (crashAt < Integer.MAX_VALUE ? "death at change " + crashAt : "peace or faults")
        + (fullFrom < Integer.MAX_VALUE ? " disk full " + fullFrom + ".." + fullTo : "")
        + (failReadAt < Integer.MAX_VALUE ? " read " + failReadAt : "")
        + (faults.isEmpty() ? "" : " " + faults)
        + (log.isEmpty() ? "" : " happened " + log);
  }
}
