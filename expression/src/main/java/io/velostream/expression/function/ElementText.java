package io.velostream.expression.function;

import io.velostream.columnar.DataType;
import io.velostream.columnar.Slice;
import io.velostream.columnar.nested.NestedJson;
import io.velostream.columnar.nested.NestedText;
import io.velostream.columnar.nested.ScalarText;
import io.velostream.columnar.nested.SlotReader;
import io.velostream.expression.EvaluationContext;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Nested values as text, their parts written as CAST writes them.
final class ElementText {
  private ElementText() {}

  /// Prints a nested type for a cast to CHAR or VARCHAR.
  static ElementCast print(DataType from, DataType to) {
    ElementCast bound = ElementCast.of(DataType.STRING, to);
    return (d, at, out, context) -> {
      if (SlotReader.isNull(d, at)) {
        out.putNull();
        return;
      }
      StringBuilder text = new StringBuilder();
      new NestedText(scalars(context)).append(from, d, at, text);
      VariantCasts.putBound(Slice.utf8(text.toString()), bound, out, context);
    };
  }

  /// A slot as JSON.
  static Slice json(DataType type, Slice slot, EvaluationContext context) {
    StringBuilder text = new StringBuilder();
    new NestedJson(scalars(context), true).append(type, slot.array(), slot.offset(), text);
    return Slice.utf8(text.toString());
  }

  private static ScalarText scalars(EvaluationContext context) {
    Map<DataType, StepRunner> known = new HashMap<>();
    return (type, value, out) -> {
      StepRunner steps =
          known.computeIfAbsent(
              type, t -> new StepRunner(Casts.steps(t, DataType.STRING).orElseThrow()));
      @Nullable Object text = steps.run(value, context);
      out.append(text instanceof Slice slice ? slice.toText() : "NULL");
    };
  }
}
