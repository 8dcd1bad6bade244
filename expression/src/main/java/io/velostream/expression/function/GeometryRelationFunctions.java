package io.velostream.expression.function;

import static io.velostream.columnar.DataType.BOOLEAN;
import static io.velostream.columnar.DataType.DOUBLE;
import static io.velostream.columnar.DataType.STRING;

import io.velostream.columnar.DataType;
import io.velostream.expression.geometry.RelationKernels;
import java.util.List;

/// How two geometries lie to one another.
final class GeometryRelationFunctions {
  private static final DataType GEOMETRY = new DataType.Geometry();

  private GeometryRelationFunctions() {}

  static List<Definition> definitions() {
    return List.of(
        Typed.of("ST_CONTAINS", RelationKernels.class, "contains", BOOLEAN, GEOMETRY, GEOMETRY),
        Typed.of("ST_COVERS", RelationKernels.class, "covers", BOOLEAN, GEOMETRY, GEOMETRY),
        Typed.of("ST_INTERSECTS", RelationKernels.class, "intersects", BOOLEAN, GEOMETRY, GEOMETRY),
        Typed.of("ST_DISJOINT", RelationKernels.class, "disjoint", BOOLEAN, GEOMETRY, GEOMETRY),
        Typed.of("ST_CROSSES", RelationKernels.class, "crosses", BOOLEAN, GEOMETRY, GEOMETRY),
        Typed.of("ST_OVERLAPS", RelationKernels.class, "overlaps", BOOLEAN, GEOMETRY, GEOMETRY),
        Typed.of("ST_TOUCHES", RelationKernels.class, "touches", BOOLEAN, GEOMETRY, GEOMETRY),
        Typed.of("ST_WITHIN", RelationKernels.class, "within", BOOLEAN, GEOMETRY, GEOMETRY),
        Typed.of(
            "ST_CONTAINSPROPERLY",
            RelationKernels.class,
            "containsProperly",
            BOOLEAN,
            GEOMETRY,
            GEOMETRY),
        Typed.of("ST_COVEREDBY", RelationKernels.class, "coveredBy", BOOLEAN, GEOMETRY, GEOMETRY),
        Typed.of("ST_EQUALS", RelationKernels.class, "same", BOOLEAN, GEOMETRY, GEOMETRY),
        Typed.of(
            "ST_ORDERINGEQUALS", RelationKernels.class, "sameOrder", BOOLEAN, GEOMETRY, GEOMETRY),
        Typed.of(
            "ST_ENVELOPESINTERSECT",
            RelationKernels.class,
            "envelopesIntersect",
            BOOLEAN,
            GEOMETRY,
            GEOMETRY),
        Typed.overloaded(
            "ST_RELATE",
            RelationKernels.class,
            "relation",
            Signature.of("ST_RELATE", STRING, GEOMETRY, GEOMETRY),
            Signature.of("ST_RELATE", BOOLEAN, GEOMETRY, GEOMETRY, STRING)),
        Typed.of(
            "ST_DWITHIN", RelationKernels.class, "isWithin", BOOLEAN, GEOMETRY, GEOMETRY, DOUBLE));
  }
}
