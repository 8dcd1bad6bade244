package io.velostream.expression.geometry;

import static io.velostream.expression.geometry.Geometries.read;
import static io.velostream.expression.geometry.Geometries.refused;
import static io.velostream.expression.geometry.Geometries.write;

import io.velostream.columnar.Slice;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;

/// Rows of a geometry.
final class TableKernels {
  private static final double MAX_CELLS = 1_000_000;

  private TableKernels() {}

  /// A row for each member, with its number from 0.
  static List<@Nullable Object[]> members(Slice geometry) {
    Geometry read = read(geometry);
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (int i = 0; i < read.getNumGeometries(); i++) {
      rows.add(new Object[] {write(read.getGeometryN(i)), (long) i});
    }
    return rows;
  }

  /// A row for each cell, of a grid whose lines are at multiples of its size, that the rectangle
  /// around a geometry touches or lies in: the cell, or its center; its number from 0; its column
  /// and row from 1; both counted from (0, 0).
  ///
  /// @param arguments the geometry, the width and the height of a cell
  static List<@Nullable Object[]> grid(String function, Object[] arguments, boolean centers) {
    Geometry geometry = read((Slice) arguments[0]);
    double width = (Double) arguments[1];
    double height = (Double) arguments[2];
    if (!(width > 0 && height > 0)) {
      throw refused(function, "takes cells of a size above 0");
    }
    List<@Nullable Object[]> rows = new ArrayList<>();
    if (geometry.isEmpty()) {
      return rows;
    }
    Envelope around = geometry.getEnvelopeInternal();
    double left = Math.floor(around.getMinX() / width);
    double bottom = Math.floor(around.getMinY() / height);
    double columns = Math.floor(around.getMaxX() / width) - left + 1;
    double lines = Math.floor(around.getMaxY() / height) - bottom + 1;
    // An infinite or unknown number of cells is none that is allowed.
    if (!(columns * lines <= MAX_CELLS)) {
      throw new UserException(
              ErrorCode.LIMIT_EXCEEDED, "%s gives %.0f cells".formatted(function, columns * lines))
          .hint("take larger cells, or a part of the geometry");
    }
    long firstColumn = (long) left;
    long firstLine = (long) bottom;
    for (int line = 0; line < lines; line++) {
      for (int column = 0; column < columns; column++) {
        double x = (firstColumn + column) * width;
        double y = (firstLine + line) * height;
        Geometry cell =
            centers
                ? geometry.getFactory().createPoint(new Coordinate(x + width / 2, y + height / 2))
                : geometry.getFactory().toGeometry(new Envelope(x, x + width, y, y + height));
        rows.add(
            new Object[] {
              write(cell),
              (long) rows.size(),
              column + 1L,
              line + 1L,
              firstColumn + column,
              firstLine + line
            });
      }
    }
    return rows;
  }
}
