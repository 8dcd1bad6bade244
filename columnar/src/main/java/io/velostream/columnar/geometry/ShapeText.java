package io.velostream.columnar.geometry;

import io.velostream.columnar.Slice;
import java.math.BigDecimal;

/// Geometries as well-known text: `POINT (1 2)`, `POINT Z(1 2 3)`, `POLYGON EMPTY`. The SRID is not
/// part of it. Numbers are exact and have no exponent.
public final class ShapeText {
  private static final double EXACT_LONGS = 1e15;

  private ShapeText() {}

  /// The text of a value.
  public static String of(Slice value) {
    StringBuilder out = new StringBuilder();
    append(value, out);
    return out.toString();
  }

  /// Appends the text of a value.
  public static void append(Slice value, StringBuilder out) {
    Shape shape = ShapeBytes.shape(value);
    append(shape, shape.has(2), shape.has(3), out);
  }

  private static void append(Shape shape, boolean z, boolean m, StringBuilder out) {
    out.append(shape.kind()).append(' ');
    if (z || m) {
      out.append(z ? "Z" : "").append(m ? "M" : "");
    }
    body(shape, z, m, out);
  }

  private static void body(Shape shape, boolean z, boolean m, StringBuilder out) {
    if (shape.isEmpty()) {
      int last = out.length() - 1;
      out.append(Character.isLetter(out.charAt(last)) ? " EMPTY" : "EMPTY");
      return;
    }
    out.append('(');
    for (int i = 0; i < shape.size(); i++) {
      out.append(i == 0 ? "" : ", ");
      number(shape.number(i, 0), out);
      out.append(' ');
      number(shape.number(i, 1), out);
      if (z) {
        number(shape.number(i, 2), out.append(' '));
      }
      if (m) {
        number(shape.number(i, 3), out.append(' '));
      }
    }
    for (int i = 0; i < shape.parts().size(); i++) {
      out.append(i == 0 ? "" : ", ");
      if (shape.kind() == Shape.Kind.GEOMETRYCOLLECTION) {
        append(shape.parts().get(i), z, m, out);
      } else {
        body(shape.parts().get(i), z, m, out);
      }
    }
    out.append(')');
  }

  private static void number(double value, StringBuilder out) {
    if (Double.isNaN(value)) {
      out.append("NaN");
    } else if (value == Math.rint(value) && Math.abs(value) < EXACT_LONGS) {
      out.append((long) value);
    } else {
      out.append(
          Double.isInfinite(value)
              ? (value > 0 ? "Infinity" : "-Infinity")
              : new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString());
    }
  }
}
