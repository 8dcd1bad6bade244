package io.velostream.expression.function;

import static io.velostream.columnar.DataType.BIGINT;
import static io.velostream.columnar.DataType.DOUBLE;

import io.velostream.columnar.DataType;
import io.velostream.expression.geometry.MeasureKernels;
import java.util.List;

/// Lengths, areas and distances, and the points they are between.
final class GeometryMeasureFunctions {
  private static final DataType GEOMETRY = new DataType.Geometry();

  private GeometryMeasureFunctions() {}

  static List<Definition> definitions() {
    return List.of(
        Typed.of("ST_AREA", MeasureKernels.class, "area", DOUBLE, GEOMETRY),
        Typed.of("ST_LENGTH", MeasureKernels.class, "length", DOUBLE, GEOMETRY),
        Typed.of("ST_PERIMETER", MeasureKernels.class, "perimeter", DOUBLE, GEOMETRY),
        Typed.orNull(
            "ST_DISTANCE", MeasureKernels.class, "distance", DOUBLE, 2, GEOMETRY, GEOMETRY),
        Typed.orNull(
            "ST_DISTANCESPHERE",
            MeasureKernels.class,
            "distanceOnSphere",
            DOUBLE,
            2,
            GEOMETRY,
            GEOMETRY),
        Typed.orNull(
                "ST_DISTANCESPHERE",
                MeasureKernels.class,
                "distanceOnSphere",
                DOUBLE,
                2,
                GEOMETRY,
                GEOMETRY)
            .alias("ST_DISTANCE_SPHERE"),
        Typed.orNull("ST_AZIMUTH", MeasureKernels.class, "azimuth", DOUBLE, 2, GEOMETRY, GEOMETRY),
        Typed.orNull(
            "ST_MAXDISTANCE", MeasureKernels.class, "maxDistance", DOUBLE, 2, GEOMETRY, GEOMETRY),
        Typed.orNull(
            "ST_LONGESTLINE", MeasureKernels.class, "longestLine", GEOMETRY, 2, GEOMETRY, GEOMETRY),
        Typed.orNull(
            "ST_SHORTESTLINE",
            MeasureKernels.class,
            "shortestLine",
            GEOMETRY,
            2,
            GEOMETRY,
            GEOMETRY),
        Typed.orNull(
            "ST_CLOSESTPOINT",
            MeasureKernels.class,
            "closestPoint",
            GEOMETRY,
            2,
            GEOMETRY,
            GEOMETRY),
        Typed.orNull(
            "ST_PROJECTPOINT", MeasureKernels.class, "projected", GEOMETRY, 2, GEOMETRY, GEOMETRY),
        Typed.orNull(
            "ST_CLOSESTCOORDINATE",
            MeasureKernels.class,
            "closestCoordinates",
            GEOMETRY,
            2,
            GEOMETRY,
            GEOMETRY),
        Typed.orNull(
            "ST_FURTHESTCOORDINATE",
            MeasureKernels.class,
            "furthestCoordinates",
            GEOMETRY,
            2,
            GEOMETRY,
            GEOMETRY),
        Typed.of(
            "ST_LOCATEALONG", MeasureKernels.class, "along", GEOMETRY, GEOMETRY, DOUBLE, DOUBLE),
        Typed.orNull("HILBERT", MeasureKernels.class, "hilbert", BIGINT, 1, GEOMETRY));
  }
}
