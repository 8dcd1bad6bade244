package io.velostream.connector.datagen.column;

import io.velostream.columnar.BytesVector;
import io.velostream.columnar.Dictionary;
import io.velostream.columnar.DictionaryVector;
import io.velostream.columnar.DoubleVector;
import io.velostream.columnar.LongVector;
import io.velostream.columnar.Vector;
import io.velostream.columnar.WideVector;
import io.velostream.connector.datagen.draw.LongDraws;
import org.jspecify.annotations.Nullable;

/// Values chosen from a few that are at hand: by each draw the value of that index. Texts share a
/// dictionary.
public final class Chosen implements ColumnGenerator {
  private final LongDraws indexes;
  private final Gather gather;
  private final boolean @Nullable [] nullChoices;
  private long[] drawn = new long[0];
  private boolean[] nulls = new boolean[0];

  /// @param indexes draws numbers below `count`
  /// @param choices the values, kept
  public Chosen(LongDraws indexes, Vector choices, int count) {
    this.indexes = indexes;
    this.nullChoices = choices.nulls();
    this.gather =
        switch (choices) {
          case LongVector v -> longs(v.values());
          case DoubleVector v -> doubles(v.values());
          case WideVector v -> wide(v.high(), v.low());
          case BytesVector v -> coded(v, count);
          case DictionaryVector v -> ids(v.ids(), v.dictionary());
        };
  }

  @Override
  public Vector fill(Positions at) {
    int count = at.count();
    drawn = Positions.room(drawn, count);
    indexes.draw(at.values(), count, drawn);
    if (nullChoices == null) {
      return gather.at(drawn, count, null);
    }
    nulls = Positions.room(nulls, count);
    for (int i = 0; i < count; i++) {
      nulls[i] = nullChoices[(int) drawn[i]];
    }
    return gather.at(drawn, count, nulls);
  }

  @FunctionalInterface
  private interface Gather {
    Vector at(long[] indexes, int count, boolean @Nullable [] nulls);
  }

  private static Gather longs(long[] choices) {
    return new Gather() {
      private long[] values = new long[0];

      @Override
      public Vector at(long[] indexes, int count, boolean @Nullable [] nulls) {
        values = Positions.room(values, count);
        for (int i = 0; i < count; i++) {
          values[i] = choices[(int) indexes[i]];
        }
        return new LongVector(values, nulls);
      }
    };
  }

  private static Gather doubles(double[] choices) {
    return new Gather() {
      private double[] values = new double[0];

      @Override
      public Vector at(long[] indexes, int count, boolean @Nullable [] nulls) {
        values = Positions.room(values, count);
        for (int i = 0; i < count; i++) {
          values[i] = choices[(int) indexes[i]];
        }
        return new DoubleVector(values, nulls);
      }
    };
  }

  private static Gather wide(long[] highs, long[] lows) {
    return new Gather() {
      private long[] high = new long[0];
      private long[] low = new long[0];

      @Override
      public Vector at(long[] indexes, int count, boolean @Nullable [] nulls) {
        high = Positions.room(high, count);
        low = Positions.room(low, count);
        for (int i = 0; i < count; i++) {
          high[i] = highs[(int) indexes[i]];
          low[i] = lows[(int) indexes[i]];
        }
        return new WideVector(high, low, nulls);
      }
    };
  }

  /// Ids stand for different values: equal choices share one.
  private static Gather coded(BytesVector choices, int count) {
    Dictionary dictionary = new Dictionary();
    int[] ids = new int[count];
    for (int i = 0; i < count; i++) {
      ids[i] = choices.isNull(i) ? 0 : dictionary.idOf(choices.slice(i));
    }
    if (dictionary.size() == 0) {
      // All are NULL; their id must be one that exists.
      dictionary.idOf(new byte[0], 0, 0);
    }
    return ids(ids, dictionary);
  }

  private static Gather ids(int[] choices, Dictionary dictionary) {
    return new Gather() {
      private int[] values = new int[0];

      @Override
      public Vector at(long[] indexes, int count, boolean @Nullable [] nulls) {
        values = Positions.room(values, count);
        for (int i = 0; i < count; i++) {
          values[i] = choices[(int) indexes[i]];
        }
        return new DictionaryVector(values, dictionary, nulls);
      }
    };
  }
}
