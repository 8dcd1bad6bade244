package io.velostream.expression.compile;

import io.velostream.expression.Expression;
import io.velostream.expression.compile.Code.Element;
import io.velostream.expression.compile.Code.Local;
import io.velostream.expression.compile.Code.Slot;
import io.velostream.expression.compile.Code.Value;
import java.util.Map;
import java.util.TreeMap;

/// Reads input columns inside a loop. The arrays are loaded into locals before the loop.
final class Inputs {
  private final Variant variant;
  private final Value row;
  private final Block prologue;
  private final Map<String, Local> arrays = new TreeMap<>();

  /// @param prologue runs before the loop
  /// @param row the index of the current row
  Inputs(Variant variant, Block prologue, Value row) {
    this.variant = variant;
    this.prologue = prologue;
    this.row = row;
  }

  /// Whether columns can hold NULL.
  boolean canBeNull() {
    return variant.nulls();
  }

  /// The value of a column at the current row.
  Computed read(Expression.Column column) {
    int slot = column.index();
    Value value =
        switch (column.type().lane()) {
          case LONG -> element("longs", slot, Kind.LONGS);
          case DOUBLE -> element("doubles", slot, Kind.DOUBLES);
          case WIDE ->
              Calls.support(
                  "wide",
                  Kind.WIDE,
                  element("longs", slot, Kind.LONGS),
                  element("lows", slot, Kind.LONGS));
          case BYTES -> text(slot);
        };
    return variant.nulls()
        ? new Computed(value, element("nulls", slot, Kind.BOOLEANS))
        : Computed.of(value);
  }

  /// `array[row]` of the array in a slot of the frame.
  Value element(String field, int slot, Kind kind) {
    return new Element(array(field, slot, kind), row);
  }

  /// The local that holds an array of the frame.
  Local array(String field, int slot, Kind kind) {
    return arrays.computeIfAbsent(
        field + slot, name -> prologue.named(name, kind, new Slot(field, slot, kind)));
  }

  private Value text(int slot) {
    Value index = variant.isDictionary(slot) ? element("ids", slot, Kind.INTS) : row;
    Value span = new Element(array("longs", slot, Kind.LONGS), index);
    return Calls.support("slice", Kind.SLICE, array("bytes", slot, Kind.BYTES), span);
  }
}
