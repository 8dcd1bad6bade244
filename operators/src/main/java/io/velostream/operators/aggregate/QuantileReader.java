package io.velostream.operators.aggregate;

import io.velostream.columnar.DataType;
import io.velostream.columnar.Lane;
import io.velostream.state.ColumnBuffer;
import io.velostream.state.DoubleBuffer;
import io.velostream.state.LongBuffer;
import io.velostream.state.RankedValues;

/// Quantiles of ordered values.
final class QuantileReader {
  private QuantileReader() {}

  /// PERCENTILE_DISC: the first value that at least the fraction of all values does not exceed.
  static ValueReader<RankedValues> discrete(Lane lane, double fraction) {
    int[] entry = new int[1];
    return reader(
        lane,
        (values, group, out, at) -> {
          long place = (long) Math.ceil(fraction * values.size(group)) - 1;
          entry[0] = values.at(group, Math.max(0, place));
          values.write(0, entry, 0, 1, out, at);
        });
  }

  /// PERCENTILE_CONT: between two values in proportion.
  static ValueReader<RankedValues> continuous(DataType type, double fraction) {
    ColumnBuffer ends = ColumnBuffer.of(type.lane(), 2);
    double unit = Numbers.unit(type);
    int[] entries = new int[2];
    return reader(
        Lane.DOUBLE,
        (values, group, out, at) -> {
          double place = fraction * (values.size(group) - 1);
          double floor = Math.floor(place);
          entries[0] = values.at(group, (long) floor);
          entries[1] = values.at(group, (long) Math.ceil(place));
          values.write(0, entries, 0, 2, ends, 0);
          double low = Numbers.at(ends.vector(), 0, unit);
          double high = Numbers.at(ends.vector(), 1, unit);
          ((DoubleBuffer) out).values()[at] =
              entries[0] == entries[1] ? low : low + (high - low) * (place - floor);
        });
  }

  /// The value that occurs most often; of several the first.
  static ValueReader<RankedValues> mode(Lane lane) {
    int[] entry = new int[1];
    return reader(
        lane,
        (values, group, out, at) -> {
          entry[0] = values.mode(group);
          values.write(0, entry, 0, 1, out, at);
        });
  }

  /// A column of the first row.
  static ValueReader<RankedValues> first(Lane lane, int column) {
    int[] entry = new int[1];
    return reader(
        lane,
        (values, group, out, at) -> {
          entry[0] = values.at(group, 0);
          values.write(column, entry, 0, 1, out, at);
        });
  }

  /// The middle of the bucket that a quantile is in.
  static ValueReader<RankedValues> approximate(double fraction) {
    ColumnBuffer bucket = ColumnBuffer.of(Lane.LONG, 1);
    int[] entry = new int[1];
    return reader(
        Lane.DOUBLE,
        (values, group, out, at) -> {
          entry[0] = values.at(group, (long) (fraction * (values.size(group) - 1)));
          values.write(0, entry, 0, 1, bucket, 0);
          ((DoubleBuffer) out).values()[at] = LogBuckets.middle(((LongBuffer) bucket).values()[0]);
        });
  }

  private interface Computation {
    void write(RankedValues values, int group, ColumnBuffer out, int at);
  }

  private static ValueReader<RankedValues> reader(Lane lane, Computation computation) {
    return new ValueReader<>() {
      @Override
      public Lane lane() {
        return lane;
      }

      @Override
      public void write(RankedValues values, int group, ColumnBuffer out, int at) {
        computation.write(values, group, out, at);
      }
    };
  }
}
