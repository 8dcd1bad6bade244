package io.velostream.expression.geometry;

import static io.velostream.expression.geometry.Geometries.number;
import static io.velostream.expression.geometry.Geometries.read;
import static io.velostream.expression.geometry.Geometries.shape;
import static io.velostream.expression.geometry.Geometries.shapeOrNull;
import static io.velostream.expression.geometry.Geometries.truth;
import static io.velostream.expression.geometry.Geometries.whole;

import io.velostream.columnar.Slice;
import io.velostream.expression.EvaluationContext;
import io.velostream.expression.kernel.ReturnsNull;
import java.util.Arrays;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.algorithm.InteriorPoint;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFilter;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.MultiLineString;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;

/// What a geometry consists of, and what kind of geometry it is. Parts are counted from 1, and from
/// the end with negative numbers.
public final class PartKernels {
  private PartKernels() {}

  /// The x of a point; NULL of anything else.
  @ReturnsNull
  public static double x(Slice geometry, EvaluationContext context) {
    return number("ST_X", context, () -> point(geometry).getX());
  }

  /// The y of a point; NULL of anything else.
  @ReturnsNull
  public static double y(Slice geometry, EvaluationContext context) {
    return number("ST_Y", context, () -> point(geometry).getY());
  }

  /// The z of a point; NULL of anything else, and of a point of the plane.
  @ReturnsNull
  public static double z(Slice geometry, EvaluationContext context) {
    return number("ST_Z", context, () -> point(geometry).getZ());
  }

  /// The m of a point; NULL of anything else, and of a point without one.
  @ReturnsNull
  public static double m(Slice geometry, EvaluationContext context) {
    return number("ST_M", context, () -> point(geometry).getM());
  }

  private static final Coordinate NOWHERE = new Coordinate(Double.NaN, Double.NaN);

  private static Coordinate point(Slice geometry) {
    return read(geometry) instanceof Point point && !point.isEmpty()
        ? point.getCoordinate()
        : NOWHERE;
  }

  /// The least x; NULL of an empty geometry.
  @ReturnsNull
  public static double xMin(Slice geometry, EvaluationContext context) {
    return extent("ST_XMIN", geometry, context, g -> g.getEnvelopeInternal().getMinX());
  }

  /// The greatest x; NULL of an empty geometry.
  @ReturnsNull
  public static double xMax(Slice geometry, EvaluationContext context) {
    return extent("ST_XMAX", geometry, context, g -> g.getEnvelopeInternal().getMaxX());
  }

  /// The least y; NULL of an empty geometry.
  @ReturnsNull
  public static double yMin(Slice geometry, EvaluationContext context) {
    return extent("ST_YMIN", geometry, context, g -> g.getEnvelopeInternal().getMinY());
  }

  /// The greatest y; NULL of an empty geometry.
  @ReturnsNull
  public static double yMax(Slice geometry, EvaluationContext context) {
    return extent("ST_YMAX", geometry, context, g -> g.getEnvelopeInternal().getMaxY());
  }

  /// The least z; NULL where no point has one.
  @ReturnsNull
  public static double zMin(Slice geometry, EvaluationContext context) {
    return extent("ST_ZMIN", geometry, context, g -> heights(g).min().orElse(Double.NaN));
  }

  /// The greatest z; NULL where no point has one.
  @ReturnsNull
  public static double zMax(Slice geometry, EvaluationContext context) {
    return extent("ST_ZMAX", geometry, context, g -> heights(g).max().orElse(Double.NaN));
  }

  private static java.util.stream.DoubleStream heights(Geometry geometry) {
    return Arrays.stream(geometry.getCoordinates())
        .mapToDouble(Coordinate::getZ)
        .filter(z -> !Double.isNaN(z));
  }

  private static double extent(
      String function,
      Slice geometry,
      EvaluationContext context,
      java.util.function.ToDoubleFunction<Geometry> side) {
    return number(
        function,
        context,
        () -> {
          Geometry read = read(geometry);
          return read.isEmpty() ? Double.NaN : side.applyAsDouble(read);
        });
  }

  /// Numbers of a coordinate: 2, 3, or 4.
  public static long coordinateDimension(Slice geometry) {
    return whole(
        "ST_COORDDIM",
        () -> {
          Coordinate first = read(geometry).getCoordinate();
          return first == null
              ? 2
              : 2 + (Double.isNaN(first.getZ()) ? 0 : 1) + (Double.isNaN(first.getM()) ? 0 : 1);
        });
  }

  /// Whether some point has a z.
  public static long hasZ(Slice geometry) {
    return truth("ST_IS3D", () -> heights(read(geometry)).findAny().isPresent());
  }

  /// 0 for points, 1 for lines, 2 for areas; the greatest of a collection.
  public static long dimension(Slice geometry) {
    return whole("ST_DIMENSION", () -> read(geometry).getDimension());
  }

  /// Whether there is no point in it.
  public static long isEmpty(Slice geometry) {
    return truth("ST_ISEMPTY", () -> read(geometry).isEmpty());
  }

  /// Whether it is a rectangle with sides along the axes.
  public static long isRectangle(Slice geometry) {
    return truth("ST_ISRECTANGLE", () -> read(geometry).isRectangle());
  }

  /// Whether it does not cross or touch itself.
  public static long isSimple(Slice geometry) {
    return truth("ST_ISSIMPLE", () -> read(geometry).isSimple());
  }

  /// Whether it is what OGC calls valid.
  public static long isValid(Slice geometry) {
    return truth("ST_ISVALID", () -> read(geometry).isValid());
  }

  /// Whether a line, or each of several, ends where it begins.
  public static long isClosed(Slice geometry) {
    return truth("ST_ISCLOSED", () -> closed(read(geometry)));
  }

  /// Whether a line, or each of several, is closed and simple.
  public static long isRing(Slice geometry) {
    return truth("ST_ISRING", () -> closed(read(geometry)) && read(geometry).isSimple());
  }

  private static boolean closed(Geometry geometry) {
    return switch (geometry) {
      case LineString line -> line.isClosed();
      case MultiLineString lines -> lines.isClosed();
      case Geometry _ -> false;
    };
  }

  /// Number of points.
  public static long points(Slice geometry) {
    return whole("ST_NUMPOINTS", () -> read(geometry).getNumPoints());
  }

  /// Number of members; 1 if it is no collection.
  public static long members(Slice geometry) {
    return whole("ST_NUMGEOMETRIES", () -> read(geometry).getNumGeometries());
  }

  /// Number of holes in all areas.
  public static long holes(Slice geometry) {
    return whole(
        "ST_NUMINTERIORRINGS",
        () -> {
          LongAdder holes = new LongAdder();
          GeometryFilter count =
              part -> {
                if (part instanceof Polygon polygon) {
                  holes.add(polygon.getNumInteriorRing());
                }
              };
          read(geometry).apply(count);
          return holes.sum();
        });
  }

  /// A member; the geometry itself if it is none of several and the index is 1. NULL where there is
  /// none.
  @ReturnsNull
  public static Slice member(Slice geometry, long index, EvaluationContext context) {
    return shapeOrNull(
        "ST_GEOMETRYN",
        context,
        () -> {
          Geometry read = read(geometry);
          int at = index(index, read.getNumGeometries());
          return at < 0 ? null : read.getGeometryN(at);
        });
  }

  /// A point of all points in their order. NULL where there is none.
  @ReturnsNull
  public static Slice point(Slice geometry, long index, EvaluationContext context) {
    return shapeOrNull("ST_POINTN", context, () -> point(read(geometry), index));
  }

  /// The first point. NULL where there is none.
  @ReturnsNull
  public static Slice firstPoint(Slice geometry, EvaluationContext context) {
    return shapeOrNull("ST_STARTPOINT", context, () -> point(read(geometry), 1));
  }

  /// The last point. NULL where there is none.
  @ReturnsNull
  public static Slice lastPoint(Slice geometry, EvaluationContext context) {
    return shapeOrNull("ST_ENDPOINT", context, () -> point(read(geometry), -1));
  }

  private static @Nullable Geometry point(Geometry geometry, long index) {
    Coordinate[] points = geometry.getCoordinates();
    int at = index(index, points.length);
    return at < 0 ? null : geometry.getFactory().createPoint(points[at]);
  }

  private static int index(long given, int count) {
    long at = given > 0 ? given - 1 : count + given;
    return given == 0 || at < 0 || at >= count ? -1 : (int) at;
  }

  /// The outer line of an area; NULL of anything else.
  @ReturnsNull
  public static Slice shell(Slice geometry, EvaluationContext context) {
    return shapeOrNull(
        "ST_EXTERIORRING",
        context,
        () -> read(geometry) instanceof Polygon polygon ? polygon.getExteriorRing() : null);
  }

  /// The line around a hole of an area; NULL where there is none.
  @ReturnsNull
  public static Slice hole(Slice geometry, long index, EvaluationContext context) {
    return shapeOrNull(
        "ST_INTERIORRINGN",
        context,
        () -> {
          if (!(read(geometry) instanceof Polygon polygon)) {
            return null;
          }
          int at = index(index, polygon.getNumInteriorRing());
          return at < 0 ? null : polygon.getInteriorRingN(at);
        });
  }

  /// The boundary: the ends of a line, the line around an area.
  public static Slice boundary(Slice geometry) {
    return shape("ST_BOUNDARY", () -> read(geometry).getBoundary());
  }

  /// The center of gravity.
  public static Slice centroid(Slice geometry) {
    return shape("ST_CENTROID", () -> read(geometry).getCentroid());
  }

  /// Some point of the geometry, inside of an area.
  public static Slice pointOnSurface(Slice geometry) {
    return shape(
        "ST_POINTONSURFACE",
        () -> {
          Geometry read = read(geometry);
          Coordinate inside = InteriorPoint.getInteriorPoint(read);
          return inside == null
              ? read.getFactory().createPoint()
              : read.getFactory().createPoint(inside);
        });
  }
}
