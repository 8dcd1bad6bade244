package io.velostream.expression.function;

import static io.velostream.columnar.DataType.BIGINT;
import static io.velostream.columnar.DataType.DOUBLE;

import io.velostream.columnar.DataType;
import io.velostream.expression.geometry.EditKernels;
import java.util.List;

/// The same geometries with points added, taken away, or moved.
final class GeometryEditFunctions {
  private static final DataType GEOMETRY = new DataType.Geometry();

  private GeometryEditFunctions() {}

  static List<Definition> definitions() {
    return List.of(
        Typed.of(
            "ST_ADDPOINT", EditKernels.class, "withPoint", GEOMETRY, 2, GEOMETRY, GEOMETRY, BIGINT),
        Typed.of("ST_REMOVEPOINT", EditKernels.class, "withoutPoint", GEOMETRY, GEOMETRY, BIGINT),
        Typed.of("ST_DENSIFY", EditKernels.class, "densified", GEOMETRY, GEOMETRY, DOUBLE),
        Typed.of("ST_DENSIFY", EditKernels.class, "densified", GEOMETRY, GEOMETRY, DOUBLE)
            .alias("ST_SEGMENTIZE"),
        Typed.of(
            "ST_REMOVEREPEATEDPOINTS",
            EditKernels.class,
            "withoutRepeats",
            GEOMETRY,
            1,
            GEOMETRY,
            DOUBLE),
        Typed.of("ST_REMOVEHOLES", EditKernels.class, "withoutHoles", GEOMETRY, GEOMETRY),
        Typed.of("ST_HOLES", EditKernels.class, "holes", GEOMETRY, GEOMETRY),
        Typed.of("ST_NORMALIZE", EditKernels.class, "normal", GEOMETRY, GEOMETRY),
        Typed.of("ST_REVERSE", EditKernels.class, "reverse", GEOMETRY, GEOMETRY),
        Typed.of("ST_FLIPCOORDINATES", EditKernels.class, "flipped", GEOMETRY, GEOMETRY),
        Typed.of("ST_FORCE2D", EditKernels.class, "flat", GEOMETRY, GEOMETRY),
        Typed.of("ST_FORCE3D", EditKernels.class, "raised", GEOMETRY, 1, GEOMETRY, DOUBLE),
        Typed.of("ST_ADDZ", EditKernels.class, "lifted", GEOMETRY, GEOMETRY, DOUBLE),
        Typed.overloaded(
            "ST_ROTATE",
            EditKernels.class,
            "rotated",
            Signature.of("ST_ROTATE", GEOMETRY, GEOMETRY, DOUBLE),
            Signature.of("ST_ROTATE", GEOMETRY, GEOMETRY, DOUBLE, GEOMETRY),
            Signature.of("ST_ROTATE", GEOMETRY, GEOMETRY, DOUBLE, DOUBLE, DOUBLE)),
        Typed.of("ST_SCALE", EditKernels.class, "scaled", GEOMETRY, GEOMETRY, DOUBLE, DOUBLE),
        Typed.of(
            "ST_TRANSLATE",
            EditKernels.class,
            "translated",
            GEOMETRY,
            3,
            GEOMETRY,
            DOUBLE,
            DOUBLE,
            DOUBLE),
        Typed.of("ST_TOMULTIPOINT", EditKernels.class, "toPoints", GEOMETRY, GEOMETRY),
        Typed.of("ST_TOMULTILINE", EditKernels.class, "toLines", GEOMETRY, GEOMETRY),
        Typed.of("ST_TOMULTISEGMENTS", EditKernels.class, "toSegments", GEOMETRY, GEOMETRY));
  }
}
