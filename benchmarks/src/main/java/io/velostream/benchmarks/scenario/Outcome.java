package io.velostream.benchmarks.scenario;

import java.util.OptionalLong;

/// What a formula says about the output of a scenario.
public sealed interface Outcome {
  /// How many changes come out for `records` records of which `net` rows remain in the end, or
  /// empty when that depends on how the input is cut into batches.
  OptionalLong outputRows(long records, long net);

  /// Whether the sum of what comes out is the answer. Otherwise the answer is what the last step
  /// put out.
  default boolean sumsUp() {
    return true;
  }

  /// Every row of the result comes out once.
  record Once() implements Outcome {
    @Override
    public OptionalLong outputRows(long records, long net) {
      return OptionalLong.of(net);
    }
  }

  /// Each batch is a step: at most one retraction and one insertion for a group that it changed.
  record ChangesPerBatch() implements Outcome {
    @Override
    public OptionalLong outputRows(long records, long net) {
      return OptionalLong.empty();
    }
  }

  /// Each record is a step: an insertion, and a retraction unless the record opened its group.
  record ChangesPerRecord() implements Outcome {
    @Override
    public OptionalLong outputRows(long records, long net) {
      return OptionalLong.of(2 * records - net);
    }
  }

  /// Each record puts out every group that the one open window has by then; record `i` finds `min(i
  /// + 1, groups)` of them.
  record WindowPerRecord(long groups) implements Outcome {
    @Override
    public OptionalLong outputRows(long records, long net) {
      long filling = Math.min(records, groups);
      return OptionalLong.of(filling * (filling + 1) / 2 + (records - filling) * groups);
    }

    @Override
    public boolean sumsUp() {
      return false;
    }
  }
}
