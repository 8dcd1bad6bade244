package io.velostream.expression.geometry;

import java.util.ArrayList;
import java.util.List;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryCollection;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;

/// The lines in geometries, in their order.
final class Lines {
  private Lines() {}

  /// All lines, and the lines around areas and around their holes.
  static List<LineString> all(Geometry geometry) {
    List<LineString> lines = new ArrayList<>();
    add(geometry, true, lines);
    return lines;
  }

  /// All lines, and the lines around areas.
  static List<LineString> outer(Geometry geometry) {
    List<LineString> lines = new ArrayList<>();
    add(geometry, false, lines);
    return lines;
  }

  private static void add(Geometry geometry, boolean holes, List<LineString> lines) {
    switch (geometry) {
      case LineString line -> lines.add(line);
      case Polygon polygon -> {
        lines.add(polygon.getExteriorRing());
        for (int i = 0; holes && i < polygon.getNumInteriorRing(); i++) {
          lines.add(polygon.getInteriorRingN(i));
        }
      }
      case GeometryCollection parts -> {
        for (int i = 0; i < parts.getNumGeometries(); i++) {
          add(parts.getGeometryN(i), holes, lines);
        }
      }
      case Point _ -> {}
      case Geometry other -> throw new IllegalArgumentException(other.getGeometryType());
    }
  }
}
