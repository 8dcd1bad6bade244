package io.velostream.connector.datagen.draw;

/// Times that advance from row to row, in microseconds: at an even pace or in bursts, with jitter,
/// some rows behind others, and some late.
///
/// @param mixer bits for jitter and disorder
/// @param start the time of the first row
/// @param pace how times advance
/// @param jitter each time is moved forward by less than this
/// @param outOfOrder how far rows may lie behind
/// @param outOfOrderRate the share of rows that do
/// @param lateBy how much later a late row comes
/// @param lateRate the share of late rows
public record EventTimes(
    Mixer mixer,
    long start,
    Pace pace,
    long jitter,
    long outOfOrder,
    double outOfOrderRate,
    long lateBy,
    double lateRate)
    implements LongDraws {
  /// The time since the first row, without disorder.
  public sealed interface Pace {
    /// `numerator` microseconds for every `denominator` rows; their product fits a `long`.
    record Even(long numerator, long denominator) implements Pace {}

    /// In every `period` microseconds the first `length` ones bring rows `factor` times as dense.
    ///
    /// @param interval microseconds between two rows outside of bursts
    record Bursts(double interval, long period, long length, double factor) implements Pace {}
  }

  @Override
  public void draw(long[] positions, int count, long[] into) {
    for (int i = 0; i < count; i++) {
      long position = positions[i];
      into[i] = start + advance(position) + disorder(position);
    }
  }

  private long advance(long position) {
    return switch (pace) {
      case Pace.Even even ->
          position / even.denominator * even.numerator
              + position % even.denominator * even.numerator / even.denominator;
      case Pace.Bursts bursts -> {
        double inBurst = bursts.length * bursts.factor / bursts.interval;
        double inPeriod = inBurst + (bursts.period - bursts.length) / bursts.interval;
        double periods = Math.floor(position / inPeriod);
        double rest = Math.max(0, position - periods * inPeriod);
        double within =
            rest < inBurst
                ? rest * bursts.interval / bursts.factor
                : bursts.length + (rest - inBurst) * bursts.interval;
        yield ((long) periods) * bursts.period + (long) Math.min(within, (double) bursts.period);
      }
    };
  }

  private long disorder(long position) {
    long bits = mixer.bits(position);
    long moved = jitter == 0 ? 0 : Mixer.below(bits, jitter);
    if (outOfOrder > 0) {
      bits = Mixer.next(bits);
      if (Mixer.fraction(bits) < outOfOrderRate) {
        bits = Mixer.next(bits);
        moved -= Mixer.below(bits, outOfOrder + 1);
      }
    }
    if (lateBy > 0) {
      bits = Mixer.next(bits);
      if (Mixer.fraction(bits) < lateRate) {
        moved -= lateBy;
      }
    }
    return moved;
  }
}
