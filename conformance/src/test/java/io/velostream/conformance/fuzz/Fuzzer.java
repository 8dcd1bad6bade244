package io.velostream.conformance.fuzz;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/// Runs changed inputs for some time, and keeps those that pass new edges.
final class Fuzzer {
  private final Target target;
  private final SplittableRandom random;
  private final List<String> corpus = new ArrayList<>();

  /// By edge, the classes of counts seen, as bits: 1, 2, 3, 4-7, 8-15, …
  private final byte[] seen = new byte[Edges.SIZE];

  private long runs;

  private Fuzzer(Target target, long seed) {
    this.target = target;
    this.random = new SplittableRandom(seed);
  }

  /// What a run came to.
  ///
  /// @param finding input and failure; empty when there is none
  record Report(long runs, int corpus, int edges, String finding) {}

  /// Fuzzes a target, whose class has a constructor without parameters.
  static Report run(Class<? extends Target> type, long seed, long most, long seconds)
      throws ReflectiveOperationException {
    Class<?> instrumented = new InstrumentingLoader().loadClass(type.getName());
    var constructor = instrumented.getDeclaredConstructor();
    constructor.setAccessible(true);
    return new Fuzzer((Target) constructor.newInstance(), seed).loop(most, seconds);
  }

  private Report loop(long most, long seconds) {
    for (String input : target.seeds()) {
      String failure = run(input);
      if (!failure.isEmpty()) {
        return report(input, failure);
      }
      corpus.add(input);
    }
    long deadline = System.nanoTime() + seconds * 1_000_000_000L;
    while (runs < most && System.nanoTime() < deadline) {
      // New ones are taken more often.
      int range = random.nextBoolean() ? corpus.size() : Math.min(corpus.size(), 20);
      String parent = corpus.get(corpus.size() - 1 - random.nextInt(range));
      String other = corpus.get(random.nextInt(corpus.size()));
      String input = target.mutate(parent, other, random);
      String failure = run(input);
      if (!failure.isEmpty()) {
        String shrunk = shrunk(input);
        return report(shrunk, run(shrunk));
      }
    }
    return report("", "");
  }

  private String run(String input) {
    Arrays.fill(Edges.COUNTS, (byte) 0);
    runs++;
    try {
      target.run(input);
    } catch (RuntimeException | Error e) {
      StackTraceElement[] stack = e.getStackTrace();
      return e + "\n  " + Arrays.stream(stack).limit(12).map(Object::toString).toList();
    }
    if (isNew()) {
      corpus.add(input);
    }
    return "";
  }

  private boolean isNew() {
    boolean any = false;
    for (int i = 0; i < Edges.SIZE; i++) {
      int count = Edges.COUNTS[i] & 0xFF;
      if (count != 0) {
        byte bucket = (byte) (1 << (31 - Integer.numberOfLeadingZeros(count)));
        any |= (seen[i] & bucket) == 0;
        seen[i] |= bucket;
      }
    }
    return any;
  }

  /// A shorter input that fails too: pieces are cut out while it does.
  private String shrunk(String input) {
    String best = input;
    for (int piece = Math.max(1, input.length() / 2); piece > 0; piece /= 2) {
      for (int at = 0; at + piece <= best.length(); ) {
        String shorter = best.substring(0, at) + best.substring(at + piece);
        if (run(shorter).isEmpty()) {
          at += piece;
        } else {
          best = shorter;
        }
      }
    }
    return best;
  }

  private Report report(String input, String failure) {
    int edges = 0;
    for (byte bits : seen) {
      edges += bits == 0 ? 0 : 1;
    }
    String finding = failure.isEmpty() ? "" : "input: " + input + "\n" + failure;
    return new Report(runs, corpus.size(), edges, finding);
  }
}
