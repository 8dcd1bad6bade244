package io.velostream.sql.validate;

import java.math.BigDecimal;
import org.apache.calcite.sql.SqlIntervalLiteral;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/// Interval constants finer than a millisecond. Calcite counts intervals in milliseconds and drops
/// what is below; these keep it, as a fraction of a millisecond.
final class FineIntervals extends SqlShuttle {
  private static final int MILLI_DIGITS = 3;

  private FineIntervals() {}

  /// The tree with such constants in place of Calcite's; itself when there are none.
  static SqlNode keep(SqlNode tree) {
    SqlNode kept = tree.accept(new FineIntervals());
    return kept == null ? tree : kept;
  }

  @Override
  public @Nullable SqlNode visit(SqlLiteral literal) {
    if (!(literal instanceof SqlIntervalLiteral interval) || literal instanceof FineInterval) {
      return literal;
    }
    SqlIntervalLiteral.IntervalValue value =
        interval.getValueAs(SqlIntervalLiteral.IntervalValue.class);
    String text = value.getIntervalLiteral();
    int point = text.indexOf('.');
    boolean fine = point >= 0 && text.length() > point + 1 + MILLI_DIGITS;
    return fine
        ? new FineInterval(value, interval.getTypeName(), literal.getParserPosition())
        : literal;
  }

  private static final class FineInterval extends SqlIntervalLiteral {
    private final IntervalValue interval;

    FineInterval(IntervalValue interval, SqlTypeName type, SqlParserPos position) {
      super(
          interval.getSign(),
          interval.getIntervalLiteral(),
          interval.getIntervalQualifier(),
          type,
          position);
      this.interval = interval;
    }

    @Override
    public <T> T getValueAs(Class<T> type) {
      return type == BigDecimal.class
          ? type.cast(super.getValueAs(BigDecimal.class).add(belowMillis()))
          : super.getValueAs(type);
    }

    private BigDecimal belowMillis() {
      String text = interval.getIntervalLiteral();
      String digits = text.substring(text.indexOf('.') + 1 + MILLI_DIGITS).strip();
      BigDecimal below = new BigDecimal("0." + digits);
      boolean negative = (interval.getSign() < 0) != text.strip().startsWith("-");
      return negative ? below.negate() : below;
    }

    @Override
    public SqlIntervalLiteral clone(SqlParserPos position) {
      return new FineInterval(interval, getTypeName(), position);
    }
  }
}
