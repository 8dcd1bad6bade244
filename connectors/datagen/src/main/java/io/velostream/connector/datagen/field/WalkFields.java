package io.velostream.connector.datagen.field;

import io.velostream.columnar.DataType;
import io.velostream.connector.datagen.column.ColumnGenerator;
import io.velostream.connector.datagen.column.Numbers;
import io.velostream.connector.datagen.column.Walks;

/// Random walks, for prices and the like.
final class WalkFields {
  private WalkFields() {}

  static ColumnGenerator make(FieldOptions o, FieldContext context) {
    DataType type = o.field().type();
    Walks walks = new Walks(law(o), context.mixer(), o.has("per") ? context.keyColumn(o) : null);
    return switch (type) {
      case DataType.Floating f ->
          f.width() == DataType.Floating.Width.REAL ? new Numbers.Reals(walks) : walks;
      case DataType.Decimal d -> Distributions.inLane(Distributions.rounded(walks, o, d), d);
      case DataType.Integral i -> new Numbers.Rounded(walks, 1, i.width().min(), i.width().max());
      case DataType.Bool _,
          DataType.Char _,
          DataType.Varchar _,
          DataType.Varbinary _,
          DataType.Date _,
          DataType.Time _,
          DataType.Timestamp _,
          DataType.Interval _,
          DataType.Array _,
          DataType.Multiset _,
          DataType.Map _,
          DataType.Row _,
          DataType.Variant _,
          DataType.Geometry _,
          DataType.Null _ ->
          throw o.unsupported("a random walk");
    };
  }

  private static Walks.Law law(FieldOptions o) {
    if (o.has("volatility") && o.has("deviation")) {
      throw o.contradiction("deviation", "volatility");
    }
    boolean relative = !o.has("deviation");
    double deviation = relative ? o.positive("volatility", 0.001) : o.positive("deviation", 1);
    double min = o.number("min", Double.NEGATIVE_INFINITY);
    double max = o.number("max", Double.POSITIVE_INFINITY);
    if (!(min < max)) {
      throw o.invalid(
          o.has("max") ? "max" : "min",
          "leaves no room: the smallest value is not below the largest");
    }
    String start = o.find("start").orElse("100");
    int dots = start.indexOf("..");
    double startMin = o.number("start", dots < 0 ? start : start.substring(0, dots));
    double startMax = o.number("start", dots < 0 ? start : start.substring(dots + 2));
    if (startMin > startMax || startMin < min || startMax > max) {
      throw o.invalid("start", "must lie between the bounds of the walk");
    }
    if (relative && startMin <= 0) {
      throw o.invalid("start", "must be above 0 for steps that multiply")
          .hint("give '" + o.name("deviation") + "' for steps that add");
    }
    return new Walks.Law(startMin, startMax, relative, deviation, o.number("drift", 0), min, max);
  }
}
