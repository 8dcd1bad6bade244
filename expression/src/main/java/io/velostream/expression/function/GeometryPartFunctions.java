package io.velostream.expression.function;

import static io.velostream.columnar.DataType.BIGINT;
import static io.velostream.columnar.DataType.BOOLEAN;
import static io.velostream.columnar.DataType.DOUBLE;

import io.velostream.columnar.DataType;
import io.velostream.expression.geometry.PartKernels;
import java.util.List;

/// What geometries consist of, and what kind of geometries they are.
final class GeometryPartFunctions {
  private static final DataType GEOMETRY = new DataType.Geometry();

  private GeometryPartFunctions() {}

  static List<Definition> definitions() {
    return List.of(
        Typed.orNull("ST_X", PartKernels.class, "x", DOUBLE, 1, GEOMETRY),
        Typed.orNull("ST_Y", PartKernels.class, "y", DOUBLE, 1, GEOMETRY),
        Typed.orNull("ST_Z", PartKernels.class, "z", DOUBLE, 1, GEOMETRY),
        Typed.orNull("ST_M", PartKernels.class, "m", DOUBLE, 1, GEOMETRY),
        Typed.orNull("ST_XMIN", PartKernels.class, "xMin", DOUBLE, 1, GEOMETRY),
        Typed.orNull("ST_XMAX", PartKernels.class, "xMax", DOUBLE, 1, GEOMETRY),
        Typed.orNull("ST_YMIN", PartKernels.class, "yMin", DOUBLE, 1, GEOMETRY),
        Typed.orNull("ST_YMAX", PartKernels.class, "yMax", DOUBLE, 1, GEOMETRY),
        Typed.orNull("ST_ZMIN", PartKernels.class, "zMin", DOUBLE, 1, GEOMETRY),
        Typed.orNull("ST_ZMAX", PartKernels.class, "zMax", DOUBLE, 1, GEOMETRY),
        Typed.of("ST_COORDDIM", PartKernels.class, "coordinateDimension", BIGINT, GEOMETRY),
        Typed.of("ST_IS3D", PartKernels.class, "hasZ", BOOLEAN, GEOMETRY),
        Typed.of("ST_DIMENSION", PartKernels.class, "dimension", BIGINT, GEOMETRY),
        Typed.of("ST_ISEMPTY", PartKernels.class, "isEmpty", BOOLEAN, GEOMETRY),
        Typed.of("ST_ISRECTANGLE", PartKernels.class, "isRectangle", BOOLEAN, GEOMETRY),
        Typed.of("ST_ISSIMPLE", PartKernels.class, "isSimple", BOOLEAN, GEOMETRY),
        Typed.of("ST_ISVALID", PartKernels.class, "isValid", BOOLEAN, GEOMETRY),
        Typed.of("ST_ISCLOSED", PartKernels.class, "isClosed", BOOLEAN, GEOMETRY),
        Typed.of("ST_ISRING", PartKernels.class, "isRing", BOOLEAN, GEOMETRY),
        Typed.of("ST_NUMPOINTS", PartKernels.class, "points", BIGINT, GEOMETRY),
        Typed.of("ST_NUMPOINTS", PartKernels.class, "points", BIGINT, GEOMETRY).alias("ST_NPOINTS"),
        Typed.of("ST_NUMGEOMETRIES", PartKernels.class, "members", BIGINT, GEOMETRY),
        Typed.of("ST_NUMINTERIORRINGS", PartKernels.class, "holes", BIGINT, GEOMETRY),
        Typed.of("ST_NUMINTERIORRINGS", PartKernels.class, "holes", BIGINT, GEOMETRY)
            .alias("ST_NUMINTERIORRING"),
        Typed.orNull("ST_GEOMETRYN", PartKernels.class, "member", GEOMETRY, 2, GEOMETRY, BIGINT),
        Typed.orNull("ST_POINTN", PartKernels.class, "point", GEOMETRY, 2, GEOMETRY, BIGINT),
        Typed.orNull("ST_STARTPOINT", PartKernels.class, "firstPoint", GEOMETRY, 1, GEOMETRY),
        Typed.orNull("ST_ENDPOINT", PartKernels.class, "lastPoint", GEOMETRY, 1, GEOMETRY),
        Typed.orNull("ST_EXTERIORRING", PartKernels.class, "shell", GEOMETRY, 1, GEOMETRY),
        Typed.orNull("ST_INTERIORRINGN", PartKernels.class, "hole", GEOMETRY, 2, GEOMETRY, BIGINT),
        Typed.of("ST_BOUNDARY", PartKernels.class, "boundary", GEOMETRY, GEOMETRY),
        Typed.of("ST_CENTROID", PartKernels.class, "centroid", GEOMETRY, GEOMETRY),
        Typed.of("ST_POINTONSURFACE", PartKernels.class, "pointOnSurface", GEOMETRY, GEOMETRY));
  }
}
