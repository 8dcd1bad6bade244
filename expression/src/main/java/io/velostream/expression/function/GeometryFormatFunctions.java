package io.velostream.expression.function;

import static io.velostream.columnar.DataType.BIGINT;
import static io.velostream.columnar.DataType.STRING;

import io.velostream.columnar.DataType;
import io.velostream.expression.geometry.FormatKernels;
import io.velostream.expression.geometry.GeoJsonKernels;
import io.velostream.expression.geometry.GmlKernels;
import java.util.List;

/// Geometries from and to text, bytes, GeoJSON and GML.
final class GeometryFormatFunctions {
  private static final DataType GEOMETRY = new DataType.Geometry();
  private static final DataType BYTES = new DataType.Varbinary();

  private GeometryFormatFunctions() {}

  static List<Definition> definitions() {
    return List.of(
        Typed.of("ST_ASTEXT", FormatKernels.class, "text", STRING, GEOMETRY),
        Typed.of("ST_ASTEXT", FormatKernels.class, "text", STRING, GEOMETRY).alias("ST_ASWKT"),
        Typed.of("ST_ASEWKT", FormatKernels.class, "extendedText", STRING, GEOMETRY),
        Typed.of("ST_ASBINARY", FormatKernels.class, "bytes", BYTES, GEOMETRY),
        Typed.of("ST_ASBINARY", FormatKernels.class, "bytes", BYTES, GEOMETRY).alias("ST_ASWKB"),
        Typed.of("ST_ASEWKB", FormatKernels.class, "extendedBytes", BYTES, GEOMETRY),
        Typed.of("ST_GEOMFROMTEXT", FormatKernels.class, "fromText", GEOMETRY, 1, STRING, BIGINT),
        Typed.of("ST_GEOMFROMTEXT", FormatKernels.class, "fromText", GEOMETRY, 1, STRING, BIGINT)
            .alias("ST_GEOMFROMWKT"),
        Typed.of("ST_GEOMFROMTEXT", FormatKernels.class, "fromText", GEOMETRY, 1, STRING, BIGINT)
            .alias("ST_GEOMETRYFROMTEXT"),
        Typed.of("ST_GEOMFROMEWKT", FormatKernels.class, "fromText", GEOMETRY, STRING),
        Typed.of("ST_GEOMFROMWKB", FormatKernels.class, "fromBytes", GEOMETRY, 1, BYTES, BIGINT),
        Typed.of("ST_GEOMFROMEWKB", FormatKernels.class, "fromBytes", GEOMETRY, BYTES),
        Typed.of("ST_ASGEOJSON", GeoJsonKernels.class, "write", STRING, GEOMETRY),
        Typed.of("ST_GEOMFROMGEOJSON", GeoJsonKernels.class, "read", GEOMETRY, STRING),
        Typed.of("ST_ASGML", GmlKernels.class, "write", STRING, GEOMETRY),
        Typed.of("ST_GEOMFROMGML", GmlKernels.class, "parse", GEOMETRY, 1, STRING, BIGINT),
        Typed.of("ST_SRID", FormatKernels.class, "srid", BIGINT, GEOMETRY),
        Typed.of("ST_SETSRID", FormatKernels.class, "withSrid", GEOMETRY, GEOMETRY, BIGINT),
        Typed.of("ST_GEOMETRYTYPE", FormatKernels.class, "kindName", STRING, GEOMETRY),
        Typed.of("ST_GEOMETRYTYPECODE", FormatKernels.class, "kindCode", BIGINT, GEOMETRY));
  }
}
