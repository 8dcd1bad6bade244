package io.velostream.connector.datagen.column;

import io.velostream.columnar.DoubleVector;
import io.velostream.connector.datagen.draw.Mixer;
import io.velostream.connector.datagen.draw.RandomWalk;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Values that walk at random, one walk for each value of another column, or one in all.
public final class Walks implements ColumnGenerator {
  /// How a walk goes.
  ///
  /// @param startMin the walks start evenly between this
  /// @param startMax and this
  /// @param relative whether steps multiply the value rather than add to it
  /// @param deviation the standard deviation of a step: of the value, or of its logarithm
  /// @param drift what is added to the value, or to its logarithm, at each step
  /// @param min the walk is reflected here; `-Infinity` for no bound
  /// @param max and here; `Infinity` for no bound
  public record Law(
      double startMin,
      double startMax,
      boolean relative,
      double deviation,
      double drift,
      double min,
      double max) {}

  private final Law law;
  private final RandomWalk walk;
  private final Mixer starts;
  private final @Nullable Keys keys;
  private final double low;
  private final double high;
  private long[] noKeys = new long[0];
  private double[] values = new double[0];

  /// @param key the column that tells walks apart; `null` for a single walk
  public Walks(Law law, Mixer mixer, @Nullable ColumnGenerator key) {
    this.law = law;
    this.walk = new RandomWalk(mixer.derive("steps"));
    this.starts = mixer.derive("start");
    this.keys = key == null ? null : new Keys(key);
    this.low = law.relative ? law.min <= 0 ? Double.NEGATIVE_INFINITY : Math.log(law.min) : law.min;
    this.high = law.relative ? Math.log(law.max) : law.max;
  }

  @Override
  public DoubleVector fill(Positions at) {
    int count = at.count();
    values = Positions.room(values, count);
    long[] key;
    if (keys == null) {
      noKeys = Positions.room(noKeys, count);
      Arrays.fill(noKeys, 0);
      key = noKeys;
    } else {
      key = keys.of(at);
    }
    for (int i = 0; i < count; i++) {
      values[i] = value(key[i], at.values()[i]);
    }
    return new DoubleVector(values, null);
  }

  private double value(long key, long position) {
    double start = law.startMin + Mixer.fraction(starts.bits(key)) * (law.startMax - law.startMin);
    double way = law.drift * position + law.deviation * walk.at(key, position);
    return law.relative ? Math.exp(reflected(Math.log(start) + way)) : reflected(start + way);
  }

  /// The value folded back into the bounds, as if they were mirrors.
  private double reflected(double value) {
    if (value >= low && value <= high) {
      return value;
    }
    if (Double.isInfinite(low) || Double.isInfinite(high)) {
      return value < low ? 2 * low - value : 2 * high - value;
    }
    double span = high - low;
    double turn = (value - low) % (2 * span);
    double folded = turn < 0 ? turn + 2 * span : turn;
    return low + (folded > span ? 2 * span - folded : folded);
  }
}
