package io.velostream.conformance.oracle;

import io.velostream.columnar.Batch;
import io.velostream.columnar.DataType;
import io.velostream.columnar.Schema;
import io.velostream.columnar.Slice;
import io.velostream.columnar.Values;
import io.velostream.conformance.file.ValueText;
import io.velostream.operators.Output;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The sum of all deltas of a run.
final class Sums implements Output {
  private final Schema schema;
  private final List<Kind> kinds;
  private final Map<String, Long> canonical = Canonical.empty();
  private final Map<String, Long> raw = Canonical.empty();

  /// Nothing so far.
  ///
  /// @param kinds of the columns, which say how values are compared
  Sums(Schema schema, List<Kind> kinds) {
    this.schema = schema;
    this.kinds = kinds;
  }

  /// Rows as [Canonical] text, and how many there are of each.
  Map<String, Long> canonical() {
    return new TreeMap<>(canonical);
  }

  /// Rows to the last bit, likewise.
  Map<String, Long> raw() {
    return new TreeMap<>(raw);
  }

  @Override
  public void emit(Batch batch) {
    for (int k = 0; k < batch.rowCount(); k++) {
      int row = batch.rowAt(k);
      List<String> canonicalCells = new ArrayList<>();
      List<String> rawCells = new ArrayList<>();
      for (int c = 0; c < schema.size(); c++) {
        Object value = Values.get(batch.column(c), row);
        canonicalCells.add(cell(value, schema.type(c), kinds.get(c)));
        rawCells.add(ValueText.format(value, schema.type(c)).replace("-0.0", "0.0"));
      }
      Canonical.add(canonical, String.join(" | ", canonicalCells), batch.weightAt(row));
      Canonical.add(raw, String.join(" | ", rawCells), batch.weightAt(row));
    }
  }

  private static String cell(@Nullable Object value, DataType type, Kind kind) {
    if (value == null) {
      return "NULL";
    }
    boolean approximate = kind == Kind.APPROX;
    return switch (type) {
      case DataType.Bool _ -> (Long) value == 0 ? "false" : "true";
      case DataType.Floating _ ->
          approximate ? Canonical.approximate((Double) value) : Canonical.floating((Double) value);
      case DataType.Decimal d -> {
        BigDecimal decimal = Values.decimal(value, d);
        yield approximate ? Canonical.approximate(decimal) : Canonical.exact(decimal);
      }
      case DataType.Varchar _, DataType.Char _ -> Canonical.text(((Slice) value).toText());
      default -> value.toString();
    };
  }
}
