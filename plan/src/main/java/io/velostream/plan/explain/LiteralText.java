package io.velostream.plan.explain;

import io.velostream.columnar.DataType;
import io.velostream.columnar.DataType.Floating;
import io.velostream.columnar.Slice;
import io.velostream.columnar.Values;
import io.velostream.columnar.geometry.ShapeText;
import io.velostream.expression.Expression.Literal;
import io.velostream.expression.kernel.PrintKernels;
import java.util.HexFormat;

/// Constants as SQL literals that show their type.
final class LiteralText {
  private LiteralText() {}

  static Term of(Literal literal) {
    Object value = literal.value();
    String text = value == null ? "NULL" : text(value, literal.type());
    // A sign must not meet another one: two make a comment.
    return new Term(text, text.startsWith("-") ? Term.SIGN : Term.ATOM);
  }

  private static String text(Object value, DataType type) {
    return switch (type) {
      case DataType.Bool _ -> (Long) value != 0 ? "TRUE" : "FALSE";
      case DataType.Integral _ -> value.toString();
      case Floating floating -> floating((Double) value, floating);
      case DataType.Decimal decimal -> Values.decimal(value, decimal).toPlainString();
      case DataType.Char _, DataType.Varchar _ -> Quoted.string(((Slice) value).toText());
      case DataType.Varbinary _ -> hex((Slice) value);
      case DataType.Date _ -> quoted("DATE", PrintKernels.fromDate((Long) value));
      case DataType.Time time ->
          quoted("TIME", PrintKernels.fromTime((Long) value, time.precision()));
      case DataType.Timestamp timestamp -> timestamp((Long) value, timestamp);
      case DataType.Interval interval -> Intervals.of(interval.family(), (Long) value);
      case DataType.Geometry _ -> "CAST('" + ShapeText.of((Slice) value) + "' AS GEOMETRY)";
      case DataType.Array _,
          DataType.Multiset _,
          DataType.Map _,
          DataType.Row _,
          DataType.Variant _ ->
          "CAST(" + hex((Slice) value) + " AS " + type.sql() + ")";
      case DataType.Null _ -> "NULL";
    };
  }

  /// With an exponent, as without one it would be a DECIMAL.
  private static String floating(double value, Floating type) {
    boolean real = type.width() == Floating.Width.REAL;
    String number = real ? Float.toString((float) value) : Double.toString(value);
    if (!Double.isFinite(value)) {
      return "CAST('" + number + "' AS " + type.sql() + ")";
    }
    String exact = number.contains("E") ? number : number + "E0";
    return real ? "CAST(" + exact + " AS REAL)" : exact;
  }

  /// An instant is shown in UTC: the zone of the session is not known to a plan.
  private static String timestamp(long micros, DataType.Timestamp type) {
    String text = PrintKernels.fromTimestamp(micros, type.precision()).toText();
    return type.local()
        ? "TIMESTAMP WITH LOCAL TIME ZONE '" + text + "Z'"
        : "TIMESTAMP '" + text + "'";
  }

  private static String quoted(String type, Slice text) {
    return type + " '" + text.toText() + "'";
  }

  private static String hex(Slice bytes) {
    int end = bytes.offset() + bytes.length();
    return "X'"
        + HexFormat.of().withUpperCase().formatHex(bytes.array(), bytes.offset(), end)
        + "'";
  }
}
