package io.velostream.expression.function;

import static io.velostream.columnar.DataType.BIGINT;
import static io.velostream.columnar.DataType.DOUBLE;

import io.velostream.columnar.DataType;
import io.velostream.expression.geometry.ConstructionKernels;
import java.util.List;

/// Geometries from numbers and from other geometries.
final class GeometryConstructionFunctions {
  private static final DataType GEOMETRY = new DataType.Geometry();

  private GeometryConstructionFunctions() {}

  static List<Definition> definitions() {
    return List.of(
        Typed.of(
            "ST_POINT", ConstructionKernels.class, "point", GEOMETRY, 2, DOUBLE, DOUBLE, DOUBLE),
        Typed.of(
                "ST_POINT", ConstructionKernels.class, "point", GEOMETRY, 2, DOUBLE, DOUBLE, DOUBLE)
            .alias("ST_MAKEPOINT"),
        Typed.of(
            "ST_MAKELINE",
            ConstructionKernels.class,
            "line",
            GEOMETRY,
            2,
            GEOMETRY,
            GEOMETRY,
            GEOMETRY,
            GEOMETRY,
            GEOMETRY,
            GEOMETRY),
        Typed.of(
            "ST_MAKEPOLYGON",
            ConstructionKernels.class,
            "polygon",
            GEOMETRY,
            1,
            GEOMETRY,
            GEOMETRY,
            GEOMETRY,
            GEOMETRY),
        Typed.of(
            "ST_MAKEENVELOPE",
            ConstructionKernels.class,
            "envelope",
            GEOMETRY,
            4,
            DOUBLE,
            DOUBLE,
            DOUBLE,
            DOUBLE,
            BIGINT),
        Typed.orNull(
            "ST_MAKEELLIPSE",
            ConstructionKernels.class,
            "ellipse",
            GEOMETRY,
            3,
            GEOMETRY,
            DOUBLE,
            DOUBLE),
        Typed.of(
            "ST_BOUNDINGCIRCLE", ConstructionKernels.class, "boundingCircle", GEOMETRY, GEOMETRY),
        Typed.of(
                "ST_BOUNDINGCIRCLE",
                ConstructionKernels.class,
                "boundingCircle",
                GEOMETRY,
                GEOMETRY)
            .alias("ST_MINIMUMBOUNDINGCIRCLE"),
        Typed.of("ST_ENVELOPE", ConstructionKernels.class, "envelope", GEOMETRY, GEOMETRY),
        Typed.of("ST_ENVELOPE", ConstructionKernels.class, "envelope", GEOMETRY, GEOMETRY)
            .alias("ST_EXTENT"),
        Typed.of(
            "ST_EXPAND",
            ConstructionKernels.class,
            "expanded",
            GEOMETRY,
            2,
            GEOMETRY,
            DOUBLE,
            DOUBLE),
        Typed.of(
            "ST_MINIMUMDIAMETER", ConstructionKernels.class, "minimumDiameter", GEOMETRY, GEOMETRY),
        Typed.of(
            "ST_MINIMUMRECTANGLE",
            ConstructionKernels.class,
            "minimumRectangle",
            GEOMETRY,
            GEOMETRY),
        Typed.of(
            "ST_OCTAGONALENVELOPE",
            ConstructionKernels.class,
            "octagonalEnvelope",
            GEOMETRY,
            GEOMETRY));
  }
}
