package io.velostream.connector.datagen.column;

import io.velostream.columnar.BytesVectorBuilder;
import io.velostream.columnar.DoubleVector;
import io.velostream.columnar.LongVector;
import io.velostream.columnar.Slice;
import io.velostream.columnar.Vector;
import io.velostream.columnar.WideVector;
import io.velostream.connector.datagen.draw.DoubleDraws;
import io.velostream.connector.datagen.draw.LongDraws;

/// Columns of numbers.
public final class Numbers {
  private Numbers() {}

  /// A column of lane LONG.
  public static final class Longs implements ColumnGenerator {
    private final LongDraws draws;
    private long[] values = new long[0];

    /// The numbers as they are drawn.
    public Longs(LongDraws draws) {
      this.draws = draws;
    }

    @Override
    public LongVector fill(Positions at) {
      values = Positions.room(values, at.count());
      draws.draw(at.values(), at.count(), values);
      return new LongVector(values, null);
    }
  }

  /// A column of lane DOUBLE.
  public static final class Doubles implements ColumnGenerator {
    private final DoubleDraws draws;
    private double[] values = new double[0];

    /// The numbers as they are drawn.
    public Doubles(DoubleDraws draws) {
      this.draws = draws;
    }

    @Override
    public DoubleVector fill(Positions at) {
      values = Positions.room(values, at.count());
      draws.draw(at.values(), at.count(), values);
      return new DoubleVector(values, null);
    }
  }

  /// Doubles that hold values of `float`, for REAL.
  public record Reals(ColumnGenerator doubles) implements ColumnGenerator {
    @Override
    public Vector fill(Positions at) {
      DoubleVector vector = (DoubleVector) doubles.fill(at);
      double[] values = vector.values();
      for (int i = 0; i < at.count(); i++) {
        values[i] = (float) values[i];
      }
      return vector;
    }
  }

  /// Doubles times a factor, rounded to the nearest whole number within bounds.
  public static final class Rounded implements ColumnGenerator {
    private final ColumnGenerator doubles;
    private final double factor;
    private final long min;
    private final long max;
    private long[] values = new long[0];

    /// What another generator of doubles makes, rounded.
    public Rounded(ColumnGenerator doubles, double factor, long min, long max) {
      this.doubles = doubles;
      this.factor = factor;
      this.min = min;
      this.max = max;
    }

    @Override
    public LongVector fill(Positions at) {
      double[] from = ((DoubleVector) doubles.fill(at)).values();
      values = Positions.room(values, at.count());
      for (int i = 0; i < at.count(); i++) {
        values[i] = Math.clamp((long) Math.rint(from[i] * factor), min, max);
      }
      return new LongVector(values, null);
    }
  }

  /// What another generator of longs makes, as 128-bit numbers.
  public static final class Wide implements ColumnGenerator {
    private final ColumnGenerator longs;
    private long[] high = new long[0];

    /// The same numbers in the other lane.
    public Wide(ColumnGenerator longs) {
      this.longs = longs;
    }

    @Override
    public WideVector fill(Positions at) {
      long[] low = ((LongVector) longs.fill(at)).values();
      high = Positions.room(high, at.count());
      for (int i = 0; i < at.count(); i++) {
        high[i] = low[i] >> 63;
      }
      return new WideVector(high, low, null);
    }
  }

  /// Whole numbers written out as text.
  public static final class Digits implements ColumnGenerator {
    private final ColumnGenerator longs;
    private final BytesVectorBuilder builder = new BytesVectorBuilder();

    /// The texts of another generator's numbers.
    public Digits(ColumnGenerator longs) {
      this.longs = longs;
    }

    @Override
    public Vector fill(Positions at) {
      long[] values = ((LongVector) longs.fill(at)).values();
      builder.reset();
      for (int i = 0; i < at.count(); i++) {
        builder.append(Slice.utf8(Long.toString(values[i])));
      }
      return builder.build();
    }
  }
}
