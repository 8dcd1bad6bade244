package io.velostream.operators.over;

import io.velostream.columnar.BytesVectorBuilder;
import io.velostream.columnar.DoubleVectorBuilder;
import io.velostream.columnar.Lane;
import io.velostream.columnar.LongVectorBuilder;
import io.velostream.columnar.Values;
import io.velostream.columnar.VectorBuilder;
import io.velostream.columnar.WideVectorBuilder;
import io.velostream.state.ColumnBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The results of one call by row slot, until the rows are put out. A result is a number, or stands
/// in another row that is held.
final class ResultColumn {
  private static final int NULL = -1;
  private static final int DEFAULT = -2;
  private static final int NUMBER = -3;
  private static final int COMPUTED = -4;

  private final Lane lane;
  private final int argument;
  private final @Nullable Object otherwise;

  /// The slot of the row whose argument is the result, or one of the constants above.
  private int[] sources = new int[0];

  private long[] longs = new long[0];
  private long[] lows = new long[0];
  private double[] doubles = new double[0];
  private final ColumnBuffer computed;

  /// @param argument the column that a result taken from another row comes from
  /// @param otherwise the default, boxed
  ResultColumn(Lane lane, int argument, @Nullable Object otherwise) {
    this.lane = lane;
    this.argument = argument;
    this.otherwise = otherwise;
    computed = ColumnBuffer.of(lane, 0);
  }

  /// Makes room for slots below a number.
  void reserve(int slots) {
    if (sources.length >= slots) {
      return;
    }
    int capacity = Math.max(slots, sources.length * 2);
    sources = Arrays.copyOf(sources, capacity);
    switch (lane) {
      case LONG -> longs = Arrays.copyOf(longs, capacity);
      case DOUBLE -> doubles = Arrays.copyOf(doubles, capacity);
      case WIDE -> {
        longs = Arrays.copyOf(longs, capacity);
        lows = Arrays.copyOf(lows, capacity);
      }
      case BYTES -> {}
    }
  }

  void setNull(int slot) {
    sources[slot] = NULL;
  }

  void setDefault(int slot) {
    sources[slot] = DEFAULT;
  }

  void setLong(int slot, long value) {
    sources[slot] = NUMBER;
    longs[slot] = value;
  }

  void setDouble(int slot, double value) {
    sources[slot] = NUMBER;
    doubles[slot] = value;
  }

  void setWide(int slot, long high, long low) {
    sources[slot] = NUMBER;
    longs[slot] = high;
    lows[slot] = low;
  }

  /// The result is a copy of the first value of a buffer.
  void setComputed(int slot, ColumnBuffer value) {
    sources[slot] = COMPUTED;
    computed.reserve(sources.length);
    computed.set(slot, value, 0);
  }

  /// The result is the argument's value in another row, which must be held until this one is out.
  void setSource(int slot, int source) {
    sources[slot] = source;
  }

  /// A result that is a number of the LONG lane.
  long longAt(int slot) {
    return longs[slot];
  }

  /// Appends the result of a row.
  void append(VectorBuilder builder, int slot, FrameRows rows) {
    int source = sources[slot];
    if (source >= 0) {
      builder.append(rows.column(argument), source);
    } else if (source == NULL) {
      builder.appendNull();
    } else if (source == DEFAULT) {
      Values.append(builder, otherwise);
    } else if (source == COMPUTED) {
      builder.append(computed.vector(), slot);
    } else {
      switch (builder) {
        case LongVectorBuilder b -> b.append(longs[slot]);
        case DoubleVectorBuilder b -> b.append(doubles[slot]);
        case WideVectorBuilder b -> b.append(longs[slot], lows[slot]);
        case BytesVectorBuilder _ -> throw new IllegalStateException("a number is not bytes");
      }
    }
  }

  long memoryBytes() {
    return 4L * sources.length
        + 8L * (longs.length + lows.length + doubles.length)
        + computed.memoryBytes();
  }
}
