package io.velostream.columnar.geometry;

import java.util.List;

/// A geometry taken apart: a kind, and either points or parts.
///
/// A POINT and a LINESTRING have points, four numbers each: x, y, z, m, where what is not there is
/// NaN. A POLYGON has its rings as parts, each a LINESTRING; the collections have their members.
public final class Shape {
  /// The kinds, by the numbers that OGC gives them, from 1.
  public enum Kind {
    POINT(1),
    LINESTRING(2),
    POLYGON(3),
    MULTIPOINT(4),
    MULTILINESTRING(5),
    MULTIPOLYGON(6),
    GEOMETRYCOLLECTION(7);

    private static final List<Kind> ALL = List.of(values());

    private final int code;

    Kind(int code) {
      this.code = code;
    }

    /// Its number.
    public int code() {
      return code;
    }

    /// Whether there is a kind of that number.
    static boolean exists(int code) {
      return code >= 1 && code <= ALL.size();
    }

    static Kind of(int code) {
      return ALL.get(code - 1);
    }

    /// What its parts are; a collection of its own kind takes all.
    public Kind part() {
      return switch (this) {
        case POLYGON, MULTILINESTRING -> LINESTRING;
        case MULTIPOINT -> POINT;
        case MULTIPOLYGON -> POLYGON;
        case GEOMETRYCOLLECTION -> GEOMETRYCOLLECTION;
        case POINT, LINESTRING -> throw new IllegalArgumentException(this + " has no parts");
      };
    }

    /// Whether it consists of points and not of parts.
    public boolean isSimple() {
      return this == POINT || this == LINESTRING;
    }
  }

  /// Numbers of a point.
  public static final int STRIDE = 4;

  private static final double[] NO_POINTS = {};

  private final Kind kind;
  private final double[] points;
  private final List<Shape> parts;

  private Shape(Kind kind, double[] points, List<Shape> parts) {
    this.kind = kind;
    this.points = points;
    this.parts = parts;
  }

  /// A POINT or LINESTRING.
  public static Shape of(Kind kind, double[] points) {
    return new Shape(kind, points, List.of());
  }

  /// Any other kind.
  public static Shape of(Kind kind, List<Shape> parts) {
    return new Shape(kind, NO_POINTS, List.copyOf(parts));
  }

  /// What it is.
  public Kind kind() {
    return kind;
  }

  /// Its rings or members.
  public List<Shape> parts() {
    return parts;
  }

  /// Number of points of its own.
  public int size() {
    return points.length / STRIDE;
  }

  /// A number of a point: 0 is x, 1 y, 2 z, 3 m.
  public double number(int point, int ordinate) {
    return points[point * STRIDE + ordinate];
  }

  /// Whether there is nothing in it.
  public boolean isEmpty() {
    return points.length == 0 && parts.isEmpty();
  }

  /// Whether any point has a number of that index.
  public boolean has(int ordinate) {
    for (int i = ordinate; i < points.length; i += STRIDE) {
      if (!Double.isNaN(points[i])) {
        return true;
      }
    }
    return parts.stream().anyMatch(part -> part.has(ordinate));
  }

  /// What keeps it from being a geometry, or an empty text: a line of one point, a ring that is
  /// open.
  public String complaint() {
    if (kind == Kind.LINESTRING && size() == 1) {
      return "a LINESTRING has no or at least two points";
    }
    for (Shape part : parts) {
      String complaint = kind == Kind.POLYGON ? part.ringComplaint() : part.complaint();
      if (!complaint.isEmpty()) {
        return complaint;
      }
    }
    return kind == Kind.POLYGON && parts.size() > 1 && parts.getFirst().isEmpty()
        ? "a POLYGON without a shell has no holes"
        : "";
  }

  private String ringComplaint() {
    if (isEmpty()) {
      return "";
    }
    int last = size() - 1;
    if (number(0, 0) != number(last, 0) || number(0, 1) != number(last, 1)) {
      return "a ring of a POLYGON ends where it begins";
    }
    return last < 3 ? "a ring of a POLYGON has at least four points" : "";
  }
}
