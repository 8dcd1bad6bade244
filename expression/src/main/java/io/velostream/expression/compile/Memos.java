package io.velostream.expression.compile;

import io.velostream.expression.Expression;
import io.velostream.expression.compile.Code.Add;
import io.velostream.expression.compile.Code.Choice;
import io.velostream.expression.compile.Code.Constant;
import io.velostream.expression.compile.Code.Element;
import io.velostream.expression.compile.Code.Value;
import java.util.Map;

/// Expressions over one dictionary column whose values are not computed but looked up: place 0 of
/// the arrays in the memo's slot is for NULL, place `id + 1` for the entry of that id.
///
/// @param byExpression by expression
record Memos(Map<Expression, Memo> byExpression) {
  static final Memos NONE = new Memos(Map.of());

  /// @param expression over the column only, and deterministic
  /// @param column the input column
  /// @param slot of the frame
  record Memo(Expression expression, int column, int slot) {}

  boolean has(Expression expression) {
    return byExpression.containsKey(expression);
  }

  /// The value of a remembered expression for the current row.
  Computed read(Expression expression, Inputs inputs, boolean canBeNull) {
    Memo memo = byExpression.get(expression);
    if (memo == null) {
      throw new IllegalArgumentException("not remembered: " + expression);
    }
    Value place = place(memo, inputs);
    int slot = memo.slot();
    Value value =
        switch (expression.type().lane()) {
          case LONG -> new Element(inputs.array("longs", slot, Kind.LONGS), place);
          case DOUBLE -> new Element(inputs.array("doubles", slot, Kind.DOUBLES), place);
          case WIDE ->
              Calls.support(
                  "wide",
                  Kind.WIDE,
                  new Element(inputs.array("longs", slot, Kind.LONGS), place),
                  new Element(inputs.array("lows", slot, Kind.LONGS), place));
          case BYTES ->
              Calls.support(
                  "slice",
                  Kind.SLICE,
                  inputs.array("bytes", slot, Kind.BYTES),
                  new Element(inputs.array("longs", slot, Kind.LONGS), place));
        };
    return canBeNull
        ? new Computed(value, new Element(inputs.array("nulls", slot, Kind.BOOLEANS), place))
        : Computed.of(value);
  }

  /// Where the value for the current row stands.
  static Value place(Memo memo, Inputs inputs) {
    Value id = inputs.element("ids", memo.column(), Kind.INTS);
    Value shifted = new Add(id, new Constant(1, Kind.INT));
    return inputs.canBeNull()
        ? new Choice(
            inputs.element("nulls", memo.column(), Kind.BOOLEANS),
            new Constant(0, Kind.INT),
            shifted)
        : shifted;
  }
}
