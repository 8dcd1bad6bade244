package io.velostream.connector.datagen;

import io.velostream.columnar.BytesVector;
import io.velostream.columnar.BytesVectorBuilder;
import io.velostream.columnar.DoubleVector;
import io.velostream.columnar.LongVector;
import io.velostream.columnar.Slice;
import io.velostream.columnar.Span;
import io.velostream.columnar.Vector;
import io.velostream.columnar.WideVector;

/// Makes the values of one column: each a function of its row number.
sealed interface ColumnGenerator {
  /// The values of the rows `[first, first + count)` at the indexes `0 .. count - 1`. The vector is
  /// valid until the next call.
  Vector fill(long first, int count);

  /// Evenly distributed whole numbers from `min` to `max`, both included.
  final class RandomLongs implements ColumnGenerator {
    private final Mixer mixer;
    private final long min;
    private final long range;
    private final long[] values;
    private final LongVector vector;

    RandomLongs(Mixer mixer, long min, long max, int capacity) {
      this.mixer = mixer;
      this.min = min;
      this.range = max - min + 1;
      this.values = new long[capacity];
      this.vector = new LongVector(values, null);
    }

    @Override
    public Vector fill(long first, int count) {
      for (int i = 0; i < count; i++) {
        values[i] = min + mixer.below(first + i, range);
      }
      return vector;
    }
  }

  /// `start + row * step`.
  final class Sequence implements ColumnGenerator {
    private final long start;
    private final long step;
    private final long[] values;
    private final LongVector vector;

    Sequence(long start, long step, int capacity) {
      this.start = start;
      this.step = step;
      this.values = new long[capacity];
      this.vector = new LongVector(values, null);
    }

    @Override
    public Vector fill(long first, int count) {
      for (int i = 0; i < count; i++) {
        values[i] = start + (first + i) * step;
      }
      return vector;
    }
  }

  /// What another generator of longs makes, as 128-bit numbers.
  final class Wide implements ColumnGenerator {
    private final ColumnGenerator longs;
    private final long[] high;

    Wide(ColumnGenerator longs, int capacity) {
      this.longs = longs;
      this.high = new long[capacity];
    }

    @Override
    public Vector fill(long first, int count) {
      LongVector low = (LongVector) longs.fill(first, count);
      for (int i = 0; i < count; i++) {
        high[i] = low.values()[i] >> 63;
      }
      return new WideVector(high, low.values(), null);
    }
  }

  /// Evenly distributed numbers from `min` to below `max`; of `float` precision for REAL.
  final class RandomDoubles implements ColumnGenerator {
    private final Mixer mixer;
    private final double min;
    private final double range;
    private final boolean real;
    private final double[] values;
    private final DoubleVector vector;

    RandomDoubles(Mixer mixer, double min, double max, boolean real, int capacity) {
      this.mixer = mixer;
      this.min = min;
      this.range = max - min;
      this.real = real;
      this.values = new double[capacity];
      this.vector = new DoubleVector(values, null);
    }

    @Override
    public Vector fill(long first, int count) {
      for (int i = 0; i < count; i++) {
        double value = min + mixer.fraction(first + i) * range;
        values[i] = real ? (float) value : value;
      }
      return vector;
    }
  }

  /// `start + row * step` in floating point.
  final class DoubleSequence implements ColumnGenerator {
    private final double start;
    private final double step;
    private final double[] values;
    private final DoubleVector vector;

    DoubleSequence(double start, double step, int capacity) {
      this.start = start;
      this.step = step;
      this.values = new double[capacity];
      this.vector = new DoubleVector(values, null);
    }

    @Override
    public Vector fill(long first, int count) {
      for (int i = 0; i < count; i++) {
        values[i] = start + (first + i) * step;
      }
      return vector;
    }
  }

  /// Lower-case letters and digits, all values of one length.
  final class RandomText implements ColumnGenerator {
    private static final String ALPHABET = "0123456789abcdefghijklmnopqrstuv";
    private static final int BITS = 5;
    private static final int PER_WORD = 12;

    private final Mixer mixer;
    private final int length;
    private final byte[] data;
    private final BytesVector vector;

    RandomText(Mixer mixer, int length, int capacity) {
      this.mixer = mixer;
      this.length = length;
      this.data = new byte[length * capacity + BytesVector.PADDING];
      long[] spans = new long[capacity];
      for (int i = 0; i < capacity; i++) {
        spans[i] = Span.of(i * length, length);
      }
      this.vector = new BytesVector(data, spans, null);
    }

    @Override
    public Vector fill(long first, int count) {
      int words = (length + PER_WORD - 1) / PER_WORD;
      int at = 0;
      for (int i = 0; i < count; i++) {
        long bits = 0;
        for (int c = 0; c < length; c++) {
          if (c % PER_WORD == 0) {
            bits = mixer.bits((first + i) * words + c / PER_WORD);
          }
          data[at++] = (byte) ALPHABET.charAt((int) bits & 31);
          bits >>>= BITS;
        }
      }
      return vector;
    }
  }

  /// The row number, from `start` on, as text.
  final class TextSequence implements ColumnGenerator {
    private final Sequence numbers;
    private final BytesVectorBuilder builder = new BytesVectorBuilder();

    TextSequence(long start, long step, int capacity) {
      this.numbers = new Sequence(start, step, capacity);
    }

    @Override
    public Vector fill(long first, int count) {
      LongVector values = (LongVector) numbers.fill(first, count);
      builder.reset();
      for (int i = 0; i < count; i++) {
        builder.append(Slice.utf8(Long.toString(values.values()[i])));
      }
      return builder.build();
    }
  }
}
