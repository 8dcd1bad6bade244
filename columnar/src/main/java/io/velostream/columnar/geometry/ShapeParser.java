package io.velostream.columnar.geometry;

import io.velostream.columnar.Slice;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/// Reads a geometry from text: well-known text, with `SRID=4326;` before it or not, or the
/// hexadecimal digits of its bytes. The third number of a point is z, the fourth m, where no Z or M
/// says otherwise. Letter case and blanks do not matter.
public final class ShapeParser {
  private static final int MAX_DEPTH = 100;
  private static final double[] EMPTY = {};

  private final String text;
  private int p;
  private boolean measured;

  private ShapeParser(String text) {
    this.text = text;
  }

  /// What became of a text: a value, or what is wrong with the text.
  public sealed interface Result {
    /// The value.
    record Value(Slice bytes) implements Result {}

    /// Why there is none.
    record Complaint(String why) implements Result {}
  }

  private static final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    Refused(String why) {
      super(why, null, false, false);
    }

    String why() {
      return String.valueOf(getMessage());
    }
  }

  /// Reads a text.
  public static Result parse(String text) {
    String bare = text.strip();
    if (bare.startsWith("00") || bare.startsWith("01")) {
      return hex(bare);
    }
    ShapeParser parser = new ShapeParser(bare);
    try {
      int srid = parser.srid();
      Shape shape = parser.shape(0);
      parser.space();
      if (parser.p < bare.length()) {
        throw parser.refused("text after the geometry");
      }
      String complaint = shape.complaint();
      return complaint.isEmpty()
          ? new Result.Value(ShapeBytes.write(shape, srid))
          : new Result.Complaint(complaint);
    } catch (Refused e) {
      return new Result.Complaint(e.why());
    }
  }

  private static Result hex(String digits) {
    byte[] bytes;
    try {
      bytes = HexFormat.of().parseHex(digits);
    } catch (IllegalArgumentException _) {
      return new Result.Complaint("no hexadecimal digits of WKB");
    }
    Slice value = ShapeBytes.canonical(new Slice(bytes, 0, bytes.length));
    return value == null
        ? new Result.Complaint("hexadecimal digits that are no WKB")
        : new Result.Value(value);
  }

  private int srid() throws Refused {
    int start = p;
    if (!word().equals("SRID")) {
      p = start;
      return 0;
    }
    space();
    if (p < text.length() && (text.charAt(p) == '=' || text.charAt(p) == ':')) {
      p++;
    } else {
      throw refused("a = after SRID is missing");
    }
    int end = text.indexOf(';', p);
    if (end < 0) {
      throw refused("a ; after the SRID is missing");
    }
    try {
      int srid = Integer.parseInt(text.substring(p, end).strip());
      p = end + 1;
      return srid;
    } catch (NumberFormatException _) {
      throw refused("an SRID is a whole number");
    }
  }

  private Shape shape(int depth) throws Refused {
    if (depth > MAX_DEPTH) {
      throw refused("collections nested too deep");
    }
    int start = p;
    String word = word();
    String name = word.isEmpty() ? "" : kindOf(word);
    if (name.isEmpty()) {
      p = start;
      throw refused("the name of a geometry, such as POINT, is missing");
    }
    Shape.Kind kind = Shape.Kind.valueOf(name);
    String flags = word.substring(name.length());
    start = p;
    String next = word();
    if (flags.isEmpty() && (next.equals("Z") || next.equals("M") || next.equals("ZM"))) {
      flags = next;
    } else {
      p = start;
    }
    boolean outer = measured;
    measured |= flags.equals("M");
    Shape shape = body(kind, depth);
    measured = outer;
    return shape;
  }

  /// The kind that a word begins with, where nothing but Z, M or ZM follows.
  private static String kindOf(String word) {
    for (Shape.Kind kind : Shape.Kind.values()) {
      String name = kind.name();
      if (word.startsWith(name)
          && List.of("", "Z", "M", "ZM").contains(word.substring(name.length()))) {
        return name;
      }
    }
    return "";
  }

  private Shape body(Shape.Kind kind, int depth) throws Refused {
    int start = p;
    if (word().equals("EMPTY")) {
      return kind.isSimple() ? Shape.of(kind, EMPTY) : Shape.of(kind, List.of());
    }
    p = start;
    expect('(');
    Shape shape =
        switch (kind) {
          case POINT -> Shape.of(kind, point());
          case LINESTRING -> Shape.of(kind, points());
          case POLYGON, MULTIPOINT, MULTILINESTRING, MULTIPOLYGON, GEOMETRYCOLLECTION ->
              Shape.of(kind, parts(kind, depth));
        };
    expect(')');
    return shape;
  }

  private List<Shape> parts(Shape.Kind kind, int depth) throws Refused {
    List<Shape> parts = new ArrayList<>();
    do {
      space();
      boolean bare =
          kind == Shape.Kind.MULTIPOINT
              && p < text.length()
              && text.charAt(p) != '('
              && !Character.isLetter(text.charAt(p));
      if (kind == Shape.Kind.GEOMETRYCOLLECTION) {
        parts.add(shape(depth + 1));
      } else {
        parts.add(bare ? Shape.of(Shape.Kind.POINT, point()) : body(kind.part(), depth));
      }
    } while (accept(','));
    return parts;
  }

  private double[] points() throws Refused {
    double[] points = new double[4 * Shape.STRIDE];
    int length = 0;
    do {
      if (length == points.length) {
        points = Arrays.copyOf(points, 2 * length);
      }
      System.arraycopy(point(), 0, points, length, Shape.STRIDE);
      length += Shape.STRIDE;
    } while (accept(','));
    return Arrays.copyOf(points, length);
  }

  private double[] point() throws Refused {
    double[] point = {Double.NaN, Double.NaN, Double.NaN, Double.NaN};
    int count = 0;
    space();
    while (p < text.length() && text.charAt(p) != ',' && text.charAt(p) != ')') {
      if (count == Shape.STRIDE) {
        throw refused("a point has four numbers at most");
      }
      int at = measured && count == 2 ? 3 : count;
      point[at] = number(count >= 2);
      count++;
      space();
    }
    if (count < 2) {
      throw refused("a point has two numbers at least");
    }
    return point;
  }

  private double number(boolean maybeNone) throws Refused {
    int start = p;
    while (p < text.length() && " \t\r\n,()".indexOf(text.charAt(p)) < 0) {
      p++;
    }
    String digits = text.substring(start, p);
    if (maybeNone && digits.equalsIgnoreCase("NaN")) {
      return Double.NaN;
    }
    try {
      double value = Double.parseDouble(digits);
      // Java reads 1f and 0x1p3, too.
      if (Double.isFinite(value)
          && digits.chars().allMatch(c -> "+-.eE0123456789".indexOf(c) >= 0)) {
        return value;
      }
    } catch (NumberFormatException _) {
      // Told below.
    }
    p = start;
    throw refused("'" + digits + "' is no coordinate");
  }

  /// The letters that come next, in upper case.
  private String word() {
    space();
    int start = p;
    while (p < text.length() && Character.isLetter(text.charAt(p))) {
      p++;
    }
    return text.substring(start, p).toUpperCase(Locale.ROOT);
  }

  private void space() {
    while (p < text.length() && Character.isWhitespace(text.charAt(p))) {
      p++;
    }
  }

  private boolean accept(char sign) {
    space();
    if (p < text.length() && text.charAt(p) == sign) {
      p++;
      return true;
    }
    return false;
  }

  private void expect(char sign) throws Refused {
    if (!accept(sign)) {
      throw refused("a '" + sign + "' is missing");
    }
  }

  private Refused refused(String why) {
    return new Refused(why + ", at character " + (p + 1));
  }
}
