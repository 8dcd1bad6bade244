package io.velostream.expression.geometry;

import static io.velostream.expression.geometry.Geometries.number;
import static io.velostream.expression.geometry.Geometries.read;
import static io.velostream.expression.geometry.Geometries.shape;
import static io.velostream.expression.geometry.Geometries.shapeOrNull;
import static io.velostream.expression.geometry.Geometries.whole;

import io.velostream.columnar.Slice;
import io.velostream.expression.EvaluationContext;
import io.velostream.expression.kernel.ReturnsNull;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryCollection;
import org.locationtech.jts.geom.LineSegment;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Lineal;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.operation.distance.DistanceOp;

/// Lengths, areas and distances in the units of the coordinates, and the points they are between.
public final class MeasureKernels {
  /// The radius of the ball that takes the place of the earth, in meters.
  private static final double EARTH = 6_371_008.771415059;

  /// Columns and lines of the Hilbert curve.
  private static final long CELLS = 256;

  private MeasureKernels() {}

  /// The area, 0 of points and lines.
  public static double area(Slice geometry) {
    return number("ST_AREA", () -> read(geometry).getArea());
  }

  /// The length of lines and of the lines around areas.
  public static double length(Slice geometry) {
    return number("ST_LENGTH", () -> read(geometry).getLength());
  }

  /// The length of the lines around areas.
  public static double perimeter(Slice geometry) {
    return number("ST_PERIMETER", () -> perimeter(read(geometry)));
  }

  private static double perimeter(Geometry geometry) {
    return switch (geometry) {
      case Polygon polygon -> polygon.getLength();
      case GeometryCollection parts -> {
        double sum = 0;
        for (int i = 0; i < parts.getNumGeometries(); i++) {
          sum += perimeter(parts.getGeometryN(i));
        }
        yield sum;
      }
      case Geometry _ -> 0;
    };
  }

  /// The distance; NULL from and to an empty geometry.
  @ReturnsNull
  public static double distance(Slice a, Slice b, EvaluationContext context) {
    return number(
        "ST_DISTANCE",
        context,
        () -> {
          Geometry x = read(a, b);
          Geometry y = read(b);
          return x.isEmpty() || y.isEmpty() ? Double.NaN : x.distance(y);
        });
  }

  /// The distance of two points along the surface of the earth, taken for a ball, in meters; x is
  /// the longitude, y the latitude. NULL of anything but points.
  @ReturnsNull
  public static double distanceOnSphere(Slice a, Slice b, EvaluationContext context) {
    return number(
        "ST_DISTANCESPHERE",
        context,
        () -> {
          if (!(read(a, b) instanceof Point from && read(b) instanceof Point to)
              || from.isEmpty()
              || to.isEmpty()) {
            return Double.NaN;
          }
          double north = Math.sin(Math.toRadians(to.getY() - from.getY()) / 2);
          double east = Math.sin(Math.toRadians(to.getX() - from.getX()) / 2);
          double square =
              north * north
                  + Math.cos(Math.toRadians(from.getY()))
                      * Math.cos(Math.toRadians(to.getY()))
                      * east
                      * east;
          return 2 * EARTH * Math.asin(Math.min(1, Math.sqrt(square)));
        });
  }

  /// The direction from one point to another: radians from north, clockwise. NULL of the same point
  /// and of anything but points.
  @ReturnsNull
  public static double azimuth(Slice a, Slice b, EvaluationContext context) {
    return number(
        "ST_AZIMUTH",
        context,
        () -> {
          if (!(read(a, b) instanceof Point from && read(b) instanceof Point to)
              || from.isEmpty()
              || to.isEmpty()
              || from.equals(to)) {
            return Double.NaN;
          }
          double angle = Math.atan2(to.getX() - from.getX(), to.getY() - from.getY());
          return angle < 0 ? angle + 2 * Math.PI : angle;
        });
  }

  /// The greatest distance between points of both; NULL where one is empty.
  @ReturnsNull
  public static double maxDistance(Slice a, Slice b, EvaluationContext context) {
    return number(
        "ST_MAXDISTANCE",
        context,
        () -> {
          LineSegment longest = longest(read(a, b), read(b));
          return longest == null ? Double.NaN : longest.getLength();
        });
  }

  /// The line between the points of both that are furthest from one another; NULL where one is
  /// empty.
  @ReturnsNull
  public static Slice longestLine(Slice a, Slice b, EvaluationContext context) {
    return shapeOrNull(
        "ST_LONGESTLINE",
        context,
        () -> {
          Geometry first = read(a, b);
          LineSegment longest = longest(first, read(b));
          return longest == null ? null : longest.toGeometry(first.getFactory());
        });
  }

  private static @Nullable LineSegment longest(Geometry a, Geometry b) {
    LineSegment longest = null;
    double length = -1;
    Coordinate[] others = b.getCoordinates();
    for (Coordinate from : a.getCoordinates()) {
      for (Coordinate to : others) {
        double distance = from.distance(to);
        if (distance > length) {
          length = distance;
          longest = new LineSegment(from, to);
        }
      }
    }
    return longest;
  }

  /// The shortest line from one to the other; NULL where one is empty.
  @ReturnsNull
  public static Slice shortestLine(Slice a, Slice b, EvaluationContext context) {
    return shapeOrNull(
        "ST_SHORTESTLINE",
        context,
        () -> {
          Geometry first = read(a, b);
          Geometry second = read(b);
          return first.isEmpty() || second.isEmpty()
              ? null
              : first.getFactory().createLineString(DistanceOp.nearestPoints(first, second));
        });
  }

  /// The point of the first that is closest to the second; NULL where one is empty.
  @ReturnsNull
  public static Slice closestPoint(Slice a, Slice b, EvaluationContext context) {
    return shapeOrNull("ST_CLOSESTPOINT", context, () -> closest(read(a, b), read(b)));
  }

  /// The point of a line that is closest to a point; NULL of anything but lines.
  @ReturnsNull
  public static Slice projected(Slice point, Slice line, EvaluationContext context) {
    return shapeOrNull(
        "ST_PROJECTPOINT",
        context,
        () -> {
          Geometry along = read(line, point);
          return along instanceof Lineal && read(point) instanceof Point from
              ? closest(along, from)
              : null;
        });
  }

  private static @Nullable Geometry closest(Geometry a, Geometry b) {
    return a.isEmpty() || b.isEmpty()
        ? null
        : a.getFactory().createPoint(DistanceOp.nearestPoints(a, b)[0]);
  }

  /// The coordinates of a geometry that are closest to a point; NULL of anything but a point.
  @ReturnsNull
  public static Slice closestCoordinates(Slice point, Slice geometry, EvaluationContext context) {
    return shapeOrNull(
        "ST_CLOSESTCOORDINATE", context, () -> outermost(read(point, geometry), read(geometry), 1));
  }

  /// The coordinates of a geometry that are furthest from a point; NULL of anything but a point.
  @ReturnsNull
  public static Slice furthestCoordinates(Slice point, Slice geometry, EvaluationContext context) {
    return shapeOrNull(
        "ST_FURTHESTCOORDINATE",
        context,
        () -> outermost(read(point, geometry), read(geometry), -1));
  }

  private static @Nullable Geometry outermost(Geometry from, Geometry geometry, int sign) {
    if (!(from instanceof Point) || from.isEmpty() || geometry.isEmpty()) {
      return null;
    }
    List<Coordinate> found = new ArrayList<>();
    double best = Double.POSITIVE_INFINITY;
    for (Coordinate coordinate : geometry.getCoordinates()) {
      double distance = sign * from.getCoordinate().distance(coordinate);
      if (distance < best) {
        best = distance;
        found.clear();
      }
      if (distance == best && !found.contains(coordinate)) {
        found.add(coordinate);
      }
    }
    return found.size() == 1
        ? from.getFactory().createPoint(found.getFirst())
        : from.getFactory().createMultiPointFromCoords(found.toArray(new Coordinate[0]));
  }

  /// For each piece of the lines, and of the lines around areas, the point at a part of its length
  /// and at a distance to the left of it.
  public static Slice along(Slice geometry, double part, double offset) {
    return shape(
        "ST_LOCATEALONG",
        () -> {
          Geometry read = read(geometry);
          List<Coordinate> points = new ArrayList<>();
          for (LineString line : Lines.outer(read)) {
            Coordinate[] corners = line.getCoordinates();
            for (int i = 1; i < corners.length; i++) {
              points.add(
                  new LineSegment(corners[i - 1], corners[i]).pointAlongOffset(part, offset));
            }
          }
          return read.getFactory().createMultiPointFromCoords(points.toArray(new Coordinate[0]));
        });
  }

  /// The place of a point of longitude (x) and latitude (y) on a Hilbert curve through 256 x 256
  /// cells of the world; NULL of anything but a point on it.
  @ReturnsNull
  public static long hilbert(Slice geometry, EvaluationContext context) {
    long place =
        whole(
            "HILBERT",
            () -> {
              if (!(read(geometry) instanceof Point point) || point.isEmpty()) {
                return -1;
              }
              return hilbert(
                  (long) Math.floor((point.getX() + 180) * (CELLS - 1) / 360),
                  (long) Math.floor((point.getY() + 90) * (CELLS - 1) / 180));
            });
    context.resultIsNull = place < 0;
    return place;
  }

  private static long hilbert(long column, long line) {
    if (column < 0 || column >= CELLS || line < 0 || line >= CELLS) {
      return -1;
    }
    long x = column;
    long y = line;
    long place = 0;
    for (long side = CELLS / 2; side > 0; side /= 2) {
      boolean right = (x & side) != 0;
      boolean upper = (y & side) != 0;
      place += side * side * (right ? (upper ? 2 : 3) : (upper ? 1 : 0));
      if (!upper) {
        long turned = right ? CELLS - 1 - x : x;
        x = right ? CELLS - 1 - y : y;
        y = turned;
      }
    }
    return place;
  }
}
