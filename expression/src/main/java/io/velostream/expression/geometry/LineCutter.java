package io.velostream.expression.geometry;

import java.util.List;
import java.util.TreeSet;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.linearref.LengthIndexedLine;

/// Cuts a line at points that lie on it.
final class LineCutter {
  private static final double TOLERANCE = 1e-12;

  private LineCutter() {}

  static void cut(LineString line, Geometry points, List<Geometry> parts) {
    LengthIndexedLine index = new LengthIndexedLine(line);
    TreeSet<Double> places = new TreeSet<>();
    for (Coordinate point : points.getCoordinates()) {
      double place = index.project(point);
      boolean onLine =
          index.extractPoint(place).distance(point) <= TOLERANCE * Math.max(1, line.getLength());
      if (onLine && place > index.getStartIndex() && place < index.getEndIndex()) {
        places.add(place);
      }
    }
    double from = index.getStartIndex();
    for (double place : places) {
      parts.add(index.extractLine(from, place));
      from = place;
    }
    parts.add(places.isEmpty() ? line : index.extractLine(from, index.getEndIndex()));
  }
}
