package io.velostream.connector.datagen.field;

import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.connector.datagen.column.ColumnGenerator;
import io.velostream.connector.datagen.column.Wrappers;
import io.velostream.connector.spi.Suggestions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The kinds of fields, and all properties that fields have.
final class FieldKinds {
  /// Makes the generator of a field of one kind.
  @FunctionalInterface
  interface Maker {
    ColumnGenerator make(FieldOptions options, FieldContext context);
  }

  /// Options that only one kind has: they need no `kind`.
  static final Map<String, String> IMPLIED =
      Map.of(
          "value", "constant", "values", "enum", "pattern", "pattern", "references", "reference");

  static final List<String> PROPERTIES =
      List.of(
          "kind",
          "null-rate",
          "per",
          "distinct",
          "skew",
          "min",
          "max",
          "distribution",
          "mean",
          "deviation",
          "median",
          "sigma",
          "length",
          "start",
          "step",
          "end",
          "value",
          "values",
          "weights",
          "pattern",
          "references",
          "volatility",
          "drift",
          "rate",
          "interval",
          "jitter",
          "out-of-order",
          "out-of-order-rate",
          "late-by",
          "late-rate",
          "burst-period",
          "burst-length",
          "burst-factor");

  private static final Map<String, Maker> KINDS = kinds();

  private FieldKinds() {}

  private static Map<String, Maker> kinds() {
    Map<String, Maker> kinds = new LinkedHashMap<>();
    kinds.put("random", RandomFields::make);
    kinds.put("sequence", (o, _) -> Sequences.make(o));
    kinds.put("constant", (o, _) -> ChosenFields.constant(o));
    kinds.put("enum", ChosenFields::oneOf);
    kinds.put("reference", ChosenFields::reference);
    kinds.put("walk", WalkFields::make);
    kinds.put("time", TimeFields::make);
    for (String kind : TextKinds.NAMES) {
      kinds.put(kind, (o, context) -> TextKinds.make(kind, o, context));
    }
    return kinds;
  }

  /// The generator of a field, all its options checked.
  static ColumnGenerator generator(FieldOptions o, FieldContext context) {
    String kind = o.kind();
    Maker maker = KINDS.get(kind);
    if (maker == null) {
      String list = "kinds: " + String.join(", ", KINDS.keySet());
      throw o.invalid("kind", "cannot be '" + kind + "'")
          .hint(
              Suggestions.didYouMean(kind, KINDS.keySet())
                  .map(advice -> advice + " " + list)
                  .orElse(list));
    }
    if (context.nested() && kind.equals("sequence") && o.has("end")) {
      throw o.invalid("end", "is for columns: a part of one does not end the table");
    }
    ColumnGenerator made = maker.make(o, context);
    double rate = o.share("null-rate", 0);
    if (rate > 0 && !o.field().nullable()) {
      throw new UserException(
              ErrorCode.INVALID_OPTION,
              "the option '%s' contradicts NOT NULL of the column".formatted(o.name("null-rate")))
          .about(o.name("null-rate"));
    }
    o.checkAllUsed(kind);
    return rate > 0 ? new Wrappers.SomeNulls(made, context.mixer().derive("null"), rate) : made;
  }
}
