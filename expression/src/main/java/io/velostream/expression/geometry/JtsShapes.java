package io.velostream.expression.geometry;

import io.velostream.columnar.Slice;
import io.velostream.columnar.geometry.Shape;
import io.velostream.columnar.geometry.ShapeBytes;
import java.util.ArrayList;
import java.util.List;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.CoordinateXYM;
import org.locationtech.jts.geom.CoordinateXYZM;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryCollection;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.MultiLineString;
import org.locationtech.jts.geom.MultiPoint;
import org.locationtech.jts.geom.MultiPolygon;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.PrecisionModel;

/// JTS's geometries from and to values. A ring that stands alone becomes a LINESTRING.
final class JtsShapes {
  private static final PrecisionModel EXACT = new PrecisionModel();
  private static final GeometryFactory WITHOUT_SRID = new GeometryFactory(EXACT, 0);

  private JtsShapes() {}

  /// What makes geometries with that SRID.
  static GeometryFactory factory(int srid) {
    return srid == 0 ? WITHOUT_SRID : new GeometryFactory(EXACT, srid);
  }

  static Geometry read(Slice value) {
    return geometry(ShapeBytes.shape(value), factory(ShapeBytes.srid(value)));
  }

  private static Geometry geometry(Shape shape, GeometryFactory factory) {
    return switch (shape.kind()) {
      case POINT ->
          shape.isEmpty() ? factory.createPoint() : factory.createPoint(coordinate(shape, 0));
      case LINESTRING -> factory.createLineString(coordinates(shape));
      case POLYGON -> polygon(shape, factory);
      case MULTIPOINT -> factory.createMultiPoint(parts(shape, factory, new Point[0]));
      case MULTILINESTRING ->
          factory.createMultiLineString(parts(shape, factory, new LineString[0]));
      case MULTIPOLYGON -> factory.createMultiPolygon(parts(shape, factory, new Polygon[0]));
      case GEOMETRYCOLLECTION ->
          factory.createGeometryCollection(parts(shape, factory, new Geometry[0]));
    };
  }

  private static <G extends Geometry> G[] parts(Shape shape, GeometryFactory factory, G[] none) {
    return shape.parts().stream().map(part -> geometry(part, factory)).toList().toArray(none);
  }

  private static Polygon polygon(Shape shape, GeometryFactory factory) {
    List<Shape> rings = shape.parts();
    if (rings.isEmpty()) {
      return factory.createPolygon();
    }
    LinearRing[] holes = new LinearRing[rings.size() - 1];
    for (int i = 0; i < holes.length; i++) {
      holes[i] = factory.createLinearRing(coordinates(rings.get(i + 1)));
    }
    return factory.createPolygon(factory.createLinearRing(coordinates(rings.getFirst())), holes);
  }

  private static Coordinate[] coordinates(Shape shape) {
    Coordinate[] coordinates = new Coordinate[shape.size()];
    for (int i = 0; i < coordinates.length; i++) {
      coordinates[i] = coordinate(shape, i);
    }
    return coordinates;
  }

  private static Coordinate coordinate(Shape shape, int point) {
    double x = shape.number(point, 0);
    double y = shape.number(point, 1);
    double z = shape.number(point, 2);
    double m = shape.number(point, 3);
    if (Double.isNaN(m)) {
      return new Coordinate(x, y, z);
    }
    return Double.isNaN(z) ? new CoordinateXYM(x, y, m) : new CoordinateXYZM(x, y, z, m);
  }

  static Slice write(Geometry geometry) {
    return ShapeBytes.write(shape(geometry), geometry.getSRID());
  }

  private static Shape shape(Geometry geometry) {
    return switch (geometry) {
      case Point point -> Shape.of(Shape.Kind.POINT, points(point.getCoordinateSequence()));
      case LineString line -> Shape.of(Shape.Kind.LINESTRING, points(line.getCoordinateSequence()));
      case Polygon polygon -> Shape.of(Shape.Kind.POLYGON, rings(polygon));
      case MultiPoint parts -> Shape.of(Shape.Kind.MULTIPOINT, members(parts));
      case MultiLineString parts -> Shape.of(Shape.Kind.MULTILINESTRING, members(parts));
      case MultiPolygon parts -> Shape.of(Shape.Kind.MULTIPOLYGON, members(parts));
      case GeometryCollection parts -> Shape.of(Shape.Kind.GEOMETRYCOLLECTION, members(parts));
      case Geometry other ->
          throw new IllegalArgumentException("no such geometry: " + other.getGeometryType());
    };
  }

  private static List<Shape> members(GeometryCollection parts) {
    List<Shape> members = new ArrayList<>();
    for (int i = 0; i < parts.getNumGeometries(); i++) {
      members.add(shape(parts.getGeometryN(i)));
    }
    return members;
  }

  private static List<Shape> rings(Polygon polygon) {
    List<Shape> rings = new ArrayList<>();
    if (!polygon.isEmpty()) {
      rings.add(shape(polygon.getExteriorRing()));
    }
    for (int i = 0; i < polygon.getNumInteriorRing(); i++) {
      rings.add(shape(polygon.getInteriorRingN(i)));
    }
    return rings;
  }

  private static double[] points(CoordinateSequence sequence) {
    double[] points = new double[sequence.size() * Shape.STRIDE];
    for (int i = 0; i < sequence.size(); i++) {
      int at = i * Shape.STRIDE;
      points[at] = finite(sequence.getX(i));
      points[at + 1] = finite(sequence.getY(i));
      points[at + 2] = sequence.getZ(i);
      points[at + 3] = sequence.getM(i);
    }
    return points;
  }

  private static double finite(double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("a coordinate of the result is " + value);
    }
    return value;
  }
}
