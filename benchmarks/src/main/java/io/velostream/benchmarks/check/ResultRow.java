package io.velostream.benchmarks.check;

import io.velostream.columnar.Batch;
import io.velostream.columnar.DataType;
import io.velostream.columnar.Schema;
import io.velostream.columnar.Slice;
import io.velostream.columnar.Values;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One row of a result in a form that is the same whoever computed it: texts as [String], exact
/// numbers as [BigDecimal] without trailing zeros in their fraction, floating-point numbers as
/// [Double], times as microseconds.
///
/// @param values by column, `null` for NULL
public record ResultRow(List<@Nullable Object> values) {
  public ResultRow {
    values = Collections.unmodifiableList(new ArrayList<>(values));
  }

  /// A row of ours.
  public static ResultRow of(Schema schema, Batch batch, int row) {
    List<@Nullable Object> values = new ArrayList<>();
    for (int c = 0; c < schema.size(); c++) {
      values.add(normal(Values.get(batch.column(c), row), schema.type(c)));
    }
    return new ResultRow(values);
  }

  /// An exact number in its normal form.
  public static BigDecimal exact(BigDecimal number) {
    BigDecimal stripped = number.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }

  private static @Nullable Object normal(@Nullable Object value, DataType type) {
    return switch (value) {
      case null -> null;
      case Slice text -> text.toText();
      case Double number -> number + 0.0;
      case Long number -> exact(unscaled(BigInteger.valueOf(number), type));
      case BigInteger number -> exact(unscaled(number, type));
      default -> throw new IllegalArgumentException("not a boxed value: " + value.getClass());
    };
  }

  private static BigDecimal unscaled(BigInteger number, DataType type) {
    return new BigDecimal(number, type instanceof DataType.Decimal decimal ? decimal.scale() : 0);
  }
}
