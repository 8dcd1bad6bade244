package io.velostream.runtime.parallel;

import io.velostream.columnar.Batch;
import io.velostream.connector.spi.BatchReader;
import io.velostream.operators.watermark.WatermarkGenerator;
import io.velostream.runtime.pipeline.PartTimes;
import java.util.Map;

/// Derives event time from the rows of a reader's turns. Where the table is in parts, that is the
/// time of the part that is furthest behind, and only one reader can have all of them in view.
final class TurnTime {
  private final WatermarkGenerator table;
  private final PartTimes parts;
  private final BatchReader reader;

  /// What derives event time from the rows of the turn.
  private WatermarkGenerator deriving;

  /// The parts that may bring more than the turn; empty where the table is not in parts.
  private int[] open = {};

  private boolean inParts;

  /// @param table derives event time where the table is not in parts
  /// @param parts where it is
  TurnTime(WatermarkGenerator table, PartTimes parts, BatchReader reader) {
    this.table = table;
    this.deriving = table;
    this.parts = parts;
    this.reader = reader;
  }

  /// Whether each part of the table has a time of its own.
  boolean isInParts() {
    return reader.openParts() != null;
  }

  /// A turn begins, which is the last that was read.
  ///
  /// @param reached the watermark that all rows before have made
  /// @param hasRows whether the turn has rows
  void begin(long reached, boolean hasRows) {
    int[] parted = reader.openParts();
    inParts = parted != null;
    if (parted == null) {
      deriving = table;
      table.restore(reached);
    } else {
      open = parted;
      parts.passTo(reached);
      deriving = hasRows ? parts.of(reader.part()) : table;
    }
  }

  /// Looks at rows of the turn, from one on, as far as a step goes; see
  /// [WatermarkGenerator#observe].
  int observe(Batch rows, int from) {
    return deriving.observe(rows, from);
  }

  /// Ends a step.
  ///
  /// @return event time behind it
  long endStep() {
    if (inParts) {
      return parts.endStep(open);
    }
    table.announce();
    return table.watermark();
  }

  /// The time of each part; empty where the table is not in parts.
  Map<Integer, Long> times() {
    return parts.times();
  }

  /// Goes on from the times that parts had reached.
  void restore(Map<Integer, Long> times, long all) {
    parts.restore(times, all);
  }
}
