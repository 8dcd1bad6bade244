package io.velostream.connector.datagen.column;

import io.velostream.columnar.BytesVector;
import io.velostream.columnar.DictionaryVector;
import io.velostream.columnar.DoubleVector;
import io.velostream.columnar.LongVector;
import io.velostream.columnar.Vector;
import io.velostream.columnar.WideVector;
import io.velostream.connector.datagen.draw.LongDraws;
import io.velostream.connector.datagen.draw.Mixer;
import org.jspecify.annotations.Nullable;

/// Generators around another generator.
public final class Wrappers {
  private Wrappers() {}

  /// The values of other rows, which are drawn.
  public static final class Redirected implements ColumnGenerator {
    private final ColumnGenerator inner;
    private final LongDraws rows;
    private long[] drawn = new long[0];

    /// At each row what the inner one has at the row drawn for it.
    public Redirected(ColumnGenerator inner, LongDraws rows) {
      this.inner = inner;
      this.rows = rows;
    }

    @Override
    public Vector fill(Positions at) {
      drawn = Positions.room(drawn, at.count());
      rows.draw(at.values(), at.count(), drawn);
      return inner.fill(new Positions(drawn, at.count()));
    }
  }

  /// A value for each value of another column, the same in all rows that have it.
  public static final class PerKey implements ColumnGenerator {
    private final ColumnGenerator inner;
    private final Keys keys;

    /// The inner generator's values by the other column's.
    public PerKey(ColumnGenerator inner, ColumnGenerator key) {
      this.inner = inner;
      this.keys = new Keys(key);
    }

    @Override
    public Vector fill(Positions at) {
      return inner.fill(new Positions(keys.of(at), at.count()));
    }
  }

  /// A share of the rows is NULL.
  public static final class SomeNulls implements ColumnGenerator {
    private final ColumnGenerator inner;
    private final Mixer mixer;
    private final double rate;
    private boolean[] nulls = new boolean[0];

    /// @param rate the share, from 0 to 1
    public SomeNulls(ColumnGenerator inner, Mixer mixer, double rate) {
      this.inner = inner;
      this.mixer = mixer;
      this.rate = rate;
    }

    @Override
    public Vector fill(Positions at) {
      Vector vector = inner.fill(at);
      nulls = Positions.room(nulls, at.count());
      for (int i = 0; i < at.count(); i++) {
        nulls[i] = Mixer.fraction(mixer.bits(at.values()[i])) < rate || vector.isNull(i);
      }
      return switch (vector) {
        case LongVector v -> new LongVector(v.values(), nulls);
        case DoubleVector v -> new DoubleVector(v.values(), nulls);
        case WideVector v -> new WideVector(v.high(), v.low(), nulls);
        case BytesVector v -> new BytesVector(v.data(), v.spans(), nulls);
        case DictionaryVector v -> new DictionaryVector(v.ids(), v.dictionary(), nulls);
      };
    }
  }

  /// Keeps what was made last: a column that another one depends on is made once.
  public static final class Remembered implements ColumnGenerator {
    private final ColumnGenerator inner;
    private @Nullable Positions rows;
    private @Nullable Vector vector;

    /// The same values.
    public Remembered(ColumnGenerator inner) {
      this.inner = inner;
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // one object for one set of rows, by contract
    public Vector fill(Positions at) {
      Vector made = vector;
      if (made == null || rows != at) {
        made = inner.fill(at);
        vector = made;
        rows = at;
      }
      return made;
    }
  }
}
