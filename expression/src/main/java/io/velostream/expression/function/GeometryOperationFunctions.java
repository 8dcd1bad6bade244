package io.velostream.expression.function;

import static io.velostream.columnar.DataType.BIGINT;
import static io.velostream.columnar.DataType.DOUBLE;
import static io.velostream.columnar.DataType.STRING;

import io.velostream.columnar.DataType;
import io.velostream.expression.geometry.CollectionKernels;
import io.velostream.expression.geometry.OperationKernels;
import io.velostream.expression.geometry.TopologyKernels;
import java.util.List;

/// New geometries from one or two.
final class GeometryOperationFunctions {
  private static final DataType GEOMETRY = new DataType.Geometry();
  private static final DataType GEOMETRIES = new DataType.Array(new DataType.Geometry());

  private GeometryOperationFunctions() {}

  static List<Definition> definitions() {
    return List.of(
        Typed.overloaded(
            "ST_BUFFER",
            OperationKernels.class,
            "buffer",
            Signature.of("ST_BUFFER", GEOMETRY, GEOMETRY, DOUBLE),
            Signature.of("ST_BUFFER", GEOMETRY, GEOMETRY, DOUBLE, BIGINT),
            Signature.of("ST_BUFFER", GEOMETRY, GEOMETRY, DOUBLE, STRING)),
        Typed.of(
            "ST_OFFSETCURVE",
            OperationKernels.class,
            "offset",
            GEOMETRY,
            2,
            GEOMETRY,
            DOUBLE,
            STRING),
        Typed.of("ST_CONVEXHULL", OperationKernels.class, "convexHull", GEOMETRY, GEOMETRY),
        Typed.of(
            "ST_DIFFERENCE", OperationKernels.class, "difference", GEOMETRY, GEOMETRY, GEOMETRY),
        Typed.of(
            "ST_SYMDIFFERENCE",
            OperationKernels.class,
            "symmetricDifference",
            GEOMETRY,
            GEOMETRY,
            GEOMETRY),
        Typed.of(
            "ST_INTERSECTION",
            OperationKernels.class,
            "intersection",
            GEOMETRY,
            GEOMETRY,
            GEOMETRY),
        Typed.of("ST_UNION", OperationKernels.class, "union", GEOMETRY, GEOMETRY, GEOMETRY),
        Typed.of("ST_UNARYUNION", OperationKernels.class, "union", GEOMETRY, 1, GEOMETRY, GEOMETRY),
        Typed.orNull("ST_UNION_LIST", CollectionKernels.class, "union", GEOMETRY, 1, GEOMETRIES),
        Typed.orNull(
            "ST_COLLECT_LIST", CollectionKernels.class, "collection", GEOMETRY, 1, GEOMETRIES),
        Typed.orNull("ST_EXTENT_LIST", CollectionKernels.class, "extent", GEOMETRY, 1, GEOMETRIES),
        Typed.of("ST_SIMPLIFY", OperationKernels.class, "simplified", GEOMETRY, GEOMETRY, DOUBLE),
        Typed.of(
            "ST_SIMPLIFYPRESERVETOPOLOGY",
            OperationKernels.class,
            "simplifiedSafely",
            GEOMETRY,
            GEOMETRY,
            DOUBLE),
        Typed.of(
            "ST_SNAP", OperationKernels.class, "snapped", GEOMETRY, GEOMETRY, GEOMETRY, DOUBLE),
        Typed.of(
            "ST_REDUCEPRECISION", OperationKernels.class, "onGrid", GEOMETRY, GEOMETRY, DOUBLE),
        Typed.of(
            "ST_PRECISIONREDUCER", OperationKernels.class, "rounded", GEOMETRY, GEOMETRY, BIGINT),
        Typed.of("ST_LINEMERGE", TopologyKernels.class, "merged", GEOMETRY, GEOMETRY),
        Typed.of("ST_MAKEVALID", TopologyKernels.class, "valid", GEOMETRY, GEOMETRY),
        Typed.of("ST_POLYGONIZE", TopologyKernels.class, "polygonized", GEOMETRY, GEOMETRY),
        Typed.of("ST_SPLIT", TopologyKernels.class, "split", GEOMETRY, GEOMETRY, GEOMETRY),
        Typed.of("ST_DELAUNAY", TopologyKernels.class, "triangles", GEOMETRY, 1, GEOMETRY, BIGINT),
        Typed.of("ST_DELAUNAY", TopologyKernels.class, "triangles", GEOMETRY, 1, GEOMETRY, BIGINT)
            .alias("ST_DELAUNAYTRIANGLES"),
        Typed.of(
            "ST_CONSTRAINEDDELAUNAY",
            TopologyKernels.class,
            "trianglesWithin",
            GEOMETRY,
            1,
            GEOMETRY,
            BIGINT),
        Typed.of("ST_VORONOIPOLYGONS", TopologyKernels.class, "cells", GEOMETRY, GEOMETRY));
  }
}
