package io.velostream.expression.geometry;

import io.velostream.columnar.DataType;
import io.velostream.columnar.Field;
import io.velostream.columnar.Schema;
import io.velostream.columnar.Slice;
import io.velostream.expression.user.TableFunction;
import java.util.List;

/// The functions of a geometry that give rows.
public final class SpatialTables {
  private static final DataType GEOMETRY = new DataType.Geometry();
  private static final Schema CELLS =
      new Schema(
          List.of(
              Field.of("the_geom", GEOMETRY),
              Field.of("id", DataType.INTEGER),
              Field.of("id_col", DataType.INTEGER),
              Field.of("id_row", DataType.INTEGER),
              Field.of("abs_col", DataType.BIGINT),
              Field.of("abs_row", DataType.BIGINT)));

  private SpatialTables() {}

  /// All of them.
  public static List<TableFunction> all() {
    // JTS is loaded when one is called.
    return List.of(
        new TableFunction(
            "ST_EXPLODE",
            List.of(GEOMETRY),
            new Schema(List.of(Field.of("geom", GEOMETRY), Field.of("index", DataType.INTEGER))),
            arguments -> TableKernels.members((Slice) arguments[0])),
        new TableFunction(
            "ST_MAKEGRID",
            List.of(GEOMETRY, DataType.DOUBLE, DataType.DOUBLE),
            CELLS,
            arguments -> TableKernels.grid("ST_MAKEGRID", arguments, false)),
        new TableFunction(
            "ST_MAKEGRIDPOINTS",
            List.of(GEOMETRY, DataType.DOUBLE, DataType.DOUBLE),
            CELLS,
            arguments -> TableKernels.grid("ST_MAKEGRIDPOINTS", arguments, true)));
  }
}
