package io.velostream.expression.geometry;

import static io.velostream.expression.geometry.Geometries.read;
import static io.velostream.expression.geometry.Geometries.refused;
import static io.velostream.expression.geometry.Geometries.shape;

import io.velostream.columnar.Slice;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.locationtech.jts.densify.Densifier;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryCollection;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.util.AffineTransformation;
import org.locationtech.jts.geom.util.GeometryEditor;
import org.locationtech.jts.geom.util.GeometryTransformer;

/// The same geometry with some points added, taken away, or moved. Points of a line are counted
/// from 0, as PostGIS counts them here.
public final class EditKernels {
  private EditKernels() {}

  /// A line with a point behind its last one.
  public static Slice withPoint(Slice line, Slice point) {
    return withPoint(line, point, -1);
  }

  /// A line with a point before that of the index; behind all where that is -1.
  public static Slice withPoint(Slice line, Slice point, long index) {
    return shape(
        "ST_ADDPOINT",
        () -> {
          LineString read = line("ST_ADDPOINT", line);
          if (!(read(point, line) instanceof Point added) || added.isEmpty()) {
            throw refused("ST_ADDPOINT", "adds POINTs only");
          }
          List<Coordinate> points = new ArrayList<>(List.of(read.getCoordinates()));
          long at = index == -1 ? points.size() : index;
          if (at < 0 || at > points.size()) {
            throw refused(
                "ST_ADDPOINT",
                "finds no place %d in a line of %d points".formatted(at, points.size()));
          }
          points.add((int) at, added.getCoordinate());
          return read.getFactory().createLineString(points.toArray(new Coordinate[0]));
        });
  }

  /// A line without the point of the index.
  public static Slice withoutPoint(Slice line, long index) {
    return shape(
        "ST_REMOVEPOINT",
        () -> {
          LineString read = line("ST_REMOVEPOINT", line);
          List<Coordinate> points = new ArrayList<>(List.of(read.getCoordinates()));
          if (index < 0 || index >= points.size()) {
            throw refused(
                "ST_REMOVEPOINT",
                "finds no point %d in a line of %d".formatted(index, points.size()));
          }
          points.remove((int) index);
          return read.getFactory().createLineString(points.toArray(new Coordinate[0]));
        });
  }

  private static LineString line(String function, Slice geometry) {
    if (read(geometry) instanceof LineString line) {
      return line;
    }
    throw refused(function, "takes a LINESTRING");
  }

  /// More points, so that no two that follow one another are further apart than a distance.
  public static Slice densified(Slice geometry, double distance) {
    if (!(distance > 0)) {
      throw refused("ST_DENSIFY", "takes a distance above 0, not " + distance);
    }
    return shape("ST_DENSIFY", () -> Densifier.densify(read(geometry), distance));
  }

  /// Without points that are the same as the one before.
  public static Slice withoutRepeats(Slice geometry) {
    return withoutRepeats(geometry, 0);
  }

  /// Without points that are not further than a distance from the one before; the first and last
  /// stay.
  public static Slice withoutRepeats(Slice geometry, double distance) {
    OperationKernels.notNegative("ST_REMOVEREPEATEDPOINTS", distance);
    return shape("ST_REMOVEREPEATEDPOINTS", () -> new Thinner(distance).transform(read(geometry)));
  }

  /// Leaves out points of lines and rings.
  private static final class Thinner extends GeometryTransformer {
    private final double distance;

    Thinner(double distance) {
      this.distance = distance;
    }

    @Override
    protected CoordinateSequence transformCoordinates(
        CoordinateSequence sequence, Geometry parent) {
      Coordinate[] all = sequence.toCoordinateArray();
      List<Coordinate> kept = new ArrayList<>();
      int keptLast = -1;
      for (int i = 0; i < all.length; i++) {
        if (kept.isEmpty() || all[i].distance(kept.getLast()) > distance) {
          kept.add(all[i]);
          keptLast = i;
        }
      }
      int least = parent instanceof LinearRing ? 4 : 2;
      if (keptLast < all.length - 1) {
        Coordinate last = all[all.length - 1];
        while (kept.size() > 1 && kept.getLast().distance(last) <= distance) {
          kept.removeLast();
        }
        kept.add(last);
      }
      return kept.size() < least && all.length >= least
          ? sequence
          : factory.getCoordinateSequenceFactory().create(kept.toArray(new Coordinate[0]));
    }
  }

  /// Areas without their holes.
  public static Slice withoutHoles(Slice geometry) {
    return shape(
        "ST_REMOVEHOLES",
        () ->
            new GeometryTransformer() {
              @Override
              protected Geometry transformPolygon(Polygon polygon, Geometry parent) {
                return polygon.getFactory().createPolygon(polygon.getExteriorRing());
              }
            }.transform(read(geometry)));
  }

  /// The lines around all holes.
  public static Slice holes(Slice geometry) {
    return shape(
        "ST_HOLES",
        () -> {
          Geometry read = read(geometry);
          List<Geometry> found = new ArrayList<>();
          addHoles(read, found);
          return read.getFactory().createGeometryCollection(found.toArray(new Geometry[0]));
        });
  }

  private static void addHoles(Geometry geometry, List<Geometry> found) {
    for (int i = 0; i < geometry.getNumGeometries(); i++) {
      Geometry part = geometry.getGeometryN(i);
      if (part instanceof Polygon polygon) {
        for (int hole = 0; hole < polygon.getNumInteriorRing(); hole++) {
          found.add(polygon.getInteriorRingN(hole));
        }
      } else if (part instanceof GeometryCollection) {
        addHoles(part, found);
      }
    }
  }

  /// In normal form: parts in order, rings from their least point on.
  public static Slice normal(Slice geometry) {
    return shape("ST_NORMALIZE", () -> read(geometry).norm());
  }

  /// With the points of each line in reverse order.
  public static Slice reverse(Slice geometry) {
    return shape("ST_REVERSE", () -> read(geometry).reverse());
  }

  /// With x and y exchanged.
  public static Slice flipped(Slice geometry) {
    return moved(
        "ST_FLIPCOORDINATES",
        geometry,
        point -> {
          Coordinate flipped = point.copy();
          flipped.setX(point.getY());
          flipped.setY(point.getX());
          return flipped;
        });
  }

  /// Without z and m.
  public static Slice flat(Slice geometry) {
    return moved(
        "ST_FORCE2D", geometry, point -> new Coordinate(point.getX(), point.getY(), Double.NaN));
  }

  /// With 0 for every z that is missing.
  public static Slice raised(Slice geometry) {
    return raised(geometry, 0);
  }

  /// With a number for every z that is missing.
  public static Slice raised(Slice geometry, double z) {
    return moved(
        "ST_FORCE3D",
        geometry,
        point -> {
          Coordinate raised = new Coordinate(point);
          raised.setZ(Double.isNaN(point.getZ()) ? z : point.getZ());
          return raised;
        });
  }

  /// With a number added to every z that is there.
  public static Slice lifted(Slice geometry, double distance) {
    return moved(
        "ST_ADDZ",
        geometry,
        point -> {
          Coordinate lifted = point.copy();
          if (!Double.isNaN(point.getZ())) {
            lifted.setZ(point.getZ() + distance);
          }
          return lifted;
        });
  }

  private static Slice moved(String function, Slice geometry, UnaryOperator<Coordinate> move) {
    return shape(
        function,
        () ->
            new GeometryEditor()
                .edit(
                    read(geometry),
                    new GeometryEditor.CoordinateOperation() {
                      @Override
                      public Coordinate[] edit(Coordinate[] points, Geometry part) {
                        Coordinate[] moved = new Coordinate[points.length];
                        for (int i = 0; i < moved.length; i++) {
                          moved[i] = move.apply(points[i]);
                        }
                        return moved;
                      }
                    }));
  }

  /// Turned counter-clockwise around (0, 0), by radians.
  public static Slice rotated(Slice geometry, double angle) {
    return transformed("ST_ROTATE", geometry, AffineTransformation.rotationInstance(angle));
  }

  /// Turned counter-clockwise around a point, by radians.
  public static Slice rotated(Slice geometry, double angle, Slice origin) {
    if (!(read(origin, geometry) instanceof Point center) || center.isEmpty()) {
      throw refused("ST_ROTATE", "turns around a POINT");
    }
    return rotated(geometry, angle, center.getX(), center.getY());
  }

  /// Turned counter-clockwise around a point, by radians.
  public static Slice rotated(Slice geometry, double angle, double x, double y) {
    return transformed("ST_ROTATE", geometry, AffineTransformation.rotationInstance(angle, x, y));
  }

  /// With coordinates multiplied by numbers.
  public static Slice scaled(Slice geometry, double x, double y) {
    return transformed("ST_SCALE", geometry, AffineTransformation.scaleInstance(x, y));
  }

  /// Moved.
  public static Slice translated(Slice geometry, double x, double y) {
    return transformed("ST_TRANSLATE", geometry, AffineTransformation.translationInstance(x, y));
  }

  /// Moved in space.
  public static Slice translated(Slice geometry, double x, double y, double z) {
    return lifted(translated(geometry, x, y), z);
  }

  private static Slice transformed(
      String function, Slice geometry, AffineTransformation transformation) {
    return shape(function, () -> transformation.transform(read(geometry)));
  }

  /// All points.
  public static Slice toPoints(Slice geometry) {
    return shape(
        "ST_TOMULTIPOINT",
        () -> {
          Geometry read = read(geometry);
          return read.getFactory().createMultiPointFromCoords(read.getCoordinates());
        });
  }

  /// All lines, and those around areas and holes.
  public static Slice toLines(Slice geometry) {
    return shape(
        "ST_TOMULTILINE",
        () -> {
          Geometry read = read(geometry);
          LineString[] lines =
              Lines.all(read).stream()
                  .map(line -> read.getFactory().createLineString(line.getCoordinateSequence()))
                  .toArray(LineString[]::new);
          return read.getFactory().createMultiLineString(lines);
        });
  }

  /// All pieces of lines between two points.
  public static Slice toSegments(Slice geometry) {
    return shape(
        "ST_TOMULTISEGMENTS",
        () -> {
          Geometry read = read(geometry);
          GeometryFactory factory = read.getFactory();
          List<LineString> segments = new ArrayList<>();
          for (LineString line : Lines.all(read)) {
            Coordinate[] points = line.getCoordinates();
            for (int i = 1; i < points.length; i++) {
              segments.add(factory.createLineString(new Coordinate[] {points[i - 1], points[i]}));
            }
          }
          return factory.createMultiLineString(segments.toArray(new LineString[0]));
        });
  }
}
