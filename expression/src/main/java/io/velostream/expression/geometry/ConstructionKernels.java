package io.velostream.expression.geometry;

import static io.velostream.expression.geometry.Geometries.read;
import static io.velostream.expression.geometry.Geometries.refused;
import static io.velostream.expression.geometry.Geometries.shape;
import static io.velostream.expression.geometry.Geometries.shapeOrNull;

import io.velostream.columnar.Slice;
import io.velostream.columnar.geometry.Shape;
import io.velostream.columnar.geometry.ShapeBytes;
import io.velostream.expression.EvaluationContext;
import io.velostream.expression.kernel.ReturnsNull;
import java.util.ArrayList;
import java.util.List;
import org.locationtech.jts.algorithm.MinimumBoundingCircle;
import org.locationtech.jts.algorithm.MinimumDiameter;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.MultiPoint;
import org.locationtech.jts.geom.OctagonalEnvelope;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.util.GeometricShapeFactory;

/// Geometries from numbers and from other geometries.
public final class ConstructionKernels {
  private ConstructionKernels() {}

  /// A point of the plane.
  public static Slice point(double x, double y) {
    return point(x, y, Double.NaN);
  }

  /// A point of space.
  public static Slice point(double x, double y, double z) {
    if (!Double.isFinite(x) || !Double.isFinite(y)) {
      throw refused("ST_POINT", "takes finite coordinates, not %s and %s".formatted(x, y));
    }
    return ShapeBytes.write(Shape.of(Shape.Kind.POINT, new double[] {x, y, z, Double.NaN}), 0);
  }

  /// A line through points.
  public static Slice line(Slice a, Slice b) {
    return line(List.of(a, b));
  }

  /// A line through points.
  public static Slice line(Slice a, Slice b, Slice c) {
    return line(List.of(a, b, c));
  }

  /// A line through points.
  public static Slice line(Slice a, Slice b, Slice c, Slice d) {
    return line(List.of(a, b, c, d));
  }

  /// A line through points.
  public static Slice line(Slice a, Slice b, Slice c, Slice d, Slice e) {
    return line(List.of(a, b, c, d, e));
  }

  /// A line through points.
  public static Slice line(Slice a, Slice b, Slice c, Slice d, Slice e, Slice f) {
    return line(List.of(a, b, c, d, e, f));
  }

  private static Slice line(List<Slice> parts) {
    return shape(
        "ST_MAKELINE",
        () -> {
          List<Coordinate> points = new ArrayList<>();
          for (Slice part : parts) {
            Geometry geometry = read(part, parts.getFirst());
            if (!(geometry instanceof Point
                || geometry instanceof MultiPoint
                || geometry instanceof LineString)) {
              throw refused("ST_MAKELINE", "takes points and lines only");
            }
            points.addAll(List.of(geometry.getCoordinates()));
          }
          return factory(parts.getFirst()).createLineString(points.toArray(new Coordinate[0]));
        });
  }

  private static GeometryFactory factory(Slice geometry) {
    return JtsShapes.factory(ShapeBytes.srid(geometry));
  }

  /// The area inside of a closed line.
  public static Slice polygon(Slice shell) {
    return polygon(shell, List.of());
  }

  /// The area inside of a closed line, with a hole.
  public static Slice polygon(Slice shell, Slice hole) {
    return polygon(shell, List.of(hole));
  }

  /// The area inside of a closed line, with holes.
  public static Slice polygon(Slice shell, Slice hole, Slice second) {
    return polygon(shell, List.of(hole, second));
  }

  /// The area inside of a closed line, with holes.
  public static Slice polygon(Slice shell, Slice hole, Slice second, Slice third) {
    return polygon(shell, List.of(hole, second, third));
  }

  private static Slice polygon(Slice shell, List<Slice> holes) {
    return shape(
        "ST_MAKEPOLYGON",
        () -> {
          LinearRing[] rings = new LinearRing[holes.size()];
          for (int i = 0; i < rings.length; i++) {
            rings[i] = ring(read(holes.get(i), shell));
          }
          return factory(shell).createPolygon(ring(read(shell)), rings);
        });
  }

  private static LinearRing ring(Geometry line) {
    if (!(line instanceof LineString)) {
      throw refused("ST_MAKEPOLYGON", "takes LINESTRINGs only, not a " + line.getGeometryType());
    }
    return line.getFactory().createLinearRing(line.getCoordinates());
  }

  /// A rectangle.
  public static Slice envelope(double xMin, double yMin, double xMax, double yMax) {
    return envelope(xMin, yMin, xMax, yMax, 0);
  }

  /// A rectangle with an SRID.
  public static Slice envelope(double xMin, double yMin, double xMax, double yMax, long srid) {
    Slice plain =
        shape(
            "ST_MAKEENVELOPE",
            () ->
                JtsShapes.factory(0)
                    .createPolygon(
                        new Coordinate[] {
                          new Coordinate(xMin, yMin),
                          new Coordinate(xMin, yMax),
                          new Coordinate(xMax, yMax),
                          new Coordinate(xMax, yMin),
                          new Coordinate(xMin, yMin)
                        }));
    return srid == 0 ? plain : FormatKernels.withSrid(plain, srid);
  }

  /// An ellipse around a point, of that width and height; NULL around anything else.
  @ReturnsNull
  public static Slice ellipse(
      Slice center, double width, double height, EvaluationContext context) {
    return shapeOrNull(
        "ST_MAKEELLIPSE",
        context,
        () -> {
          Geometry point = read(center);
          if (!(point instanceof Point) || point.isEmpty()) {
            return null;
          }
          GeometricShapeFactory shapes = new GeometricShapeFactory(point.getFactory());
          shapes.setCentre(point.getCoordinate());
          shapes.setWidth(width);
          shapes.setHeight(height);
          return shapes.createEllipse();
        });
  }

  /// The smallest circle around a geometry.
  public static Slice boundingCircle(Slice geometry) {
    return shape("ST_BOUNDINGCIRCLE", () -> new MinimumBoundingCircle(read(geometry)).getCircle());
  }

  /// The rectangle around a geometry; a line or point where it has no extent.
  public static Slice envelope(Slice geometry) {
    return shape("ST_ENVELOPE", () -> read(geometry).getEnvelope());
  }

  /// The rectangle around a geometry, wider on every side.
  public static Slice expanded(Slice geometry, double distance) {
    return expanded(geometry, distance, distance);
  }

  /// The rectangle around a geometry, wider by one number to the sides and another up and down.
  public static Slice expanded(Slice geometry, double deltaX, double deltaY) {
    return shape(
        "ST_EXPAND",
        () -> {
          Geometry read = read(geometry);
          Envelope envelope = read.getEnvelopeInternal().copy();
          envelope.expandBy(deltaX, deltaY);
          return read.getFactory().toGeometry(envelope);
        });
  }

  /// The line across a geometry where it is narrowest.
  public static Slice minimumDiameter(Slice geometry) {
    return shape("ST_MINIMUMDIAMETER", () -> new MinimumDiameter(read(geometry)).getDiameter());
  }

  /// The rectangle of the least width around a geometry, in any direction.
  public static Slice minimumRectangle(Slice geometry) {
    return shape("ST_MINIMUMRECTANGLE", () -> MinimumDiameter.getMinimumRectangle(read(geometry)));
  }

  /// The octagon around a geometry.
  public static Slice octagonalEnvelope(Slice geometry) {
    return shape("ST_OCTAGONALENVELOPE", () -> OctagonalEnvelope.octagonalEnvelope(read(geometry)));
  }
}
