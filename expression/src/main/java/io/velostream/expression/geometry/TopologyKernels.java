package io.velostream.expression.geometry;

import static io.velostream.expression.geometry.Geometries.read;
import static io.velostream.expression.geometry.Geometries.refused;
import static io.velostream.expression.geometry.Geometries.shape;

import io.velostream.columnar.Slice;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineSegment;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.util.GeometryFixer;
import org.locationtech.jts.operation.linemerge.LineMerger;
import org.locationtech.jts.operation.polygonize.Polygonizer;
import org.locationtech.jts.triangulate.DelaunayTriangulationBuilder;
import org.locationtech.jts.triangulate.VoronoiDiagramBuilder;
import org.locationtech.jts.triangulate.polygon.ConstrainedDelaunayTriangulator;

/// Lines and areas put together and cut apart.
public final class TopologyKernels {
  private TopologyKernels() {}

  /// Lines joined where two of them meet.
  public static Slice merged(Slice geometry) {
    return shape(
        "ST_LINEMERGE",
        () -> {
          Geometry read = read(geometry);
          LineMerger merger = new LineMerger();
          merger.add(read);
          List<LineString> lines = new ArrayList<>();
          for (Object line : merger.getMergedLineStrings()) {
            lines.add((LineString) line);
          }
          return read.getFactory().createMultiLineString(lines.toArray(new LineString[0]));
        });
  }

  /// A valid geometry that is as much the same as it can be.
  public static Slice valid(Slice geometry) {
    return shape("ST_MAKEVALID", () -> GeometryFixer.fix(read(geometry)));
  }

  /// The areas that lines enclose.
  public static Slice polygonized(Slice geometry) {
    return shape(
        "ST_POLYGONIZE",
        () -> {
          Polygonizer polygonizer = new Polygonizer(true);
          polygonizer.add(read(geometry));
          return polygonizer.getGeometry();
        });
  }

  /// The parts that a point or line cuts lines into, or a line areas.
  public static Slice split(Slice geometry, Slice blade) {
    return shape(
        "ST_SPLIT",
        () -> {
          Geometry read = read(geometry, blade);
          Geometry cut = read(blade);
          List<Geometry> parts = new ArrayList<>();
          for (int i = 0; i < read.getNumGeometries(); i++) {
            Geometry part = read.getGeometryN(i);
            if (part instanceof LineString line) {
              splitLine(line, cut, parts);
            } else if (part instanceof Polygon polygon && cut.getDimension() == 1) {
              splitArea(polygon, cut, parts);
            } else {
              throw refused("ST_SPLIT", "cuts lines by points or lines, and areas by lines");
            }
          }
          Geometry all = read.getFactory().buildGeometry(parts);
          return parts.size() == 1 ? collected(parts, read.getFactory()) : all;
        });
  }

  private static Geometry collected(List<Geometry> parts, GeometryFactory factory) {
    return parts.getFirst() instanceof Polygon
        ? factory.createMultiPolygon(parts.toArray(new Polygon[0]))
        : factory.createMultiLineString(parts.toArray(new LineString[0]));
  }

  private static void splitLine(LineString line, Geometry blade, List<Geometry> parts) {
    if (blade.getDimension() == 0) {
      LineCutter.cut(line, blade, parts);
    } else {
      add(line.difference(blade), parts);
    }
  }

  private static void splitArea(Polygon area, Geometry blade, List<Geometry> parts) {
    Polygonizer polygonizer = new Polygonizer();
    polygonizer.add(area.getBoundary().union(blade));
    for (Object found : polygonizer.getPolygons()) {
      Polygon part = (Polygon) found;
      if (area.contains(part.getInteriorPoint())) {
        parts.add((Polygon) part.norm());
      }
    }
  }

  private static void add(Geometry geometry, List<Geometry> parts) {
    for (int i = 0; i < geometry.getNumGeometries(); i++) {
      parts.add(geometry.getGeometryN(i));
    }
  }

  /// The triangles between points, in which no other point lies within the circle around one.
  public static Slice triangles(Slice geometry) {
    return triangles(geometry, 0);
  }

  /// The triangles between points as areas (0), or their sides (1).
  public static Slice triangles(Slice geometry, long sides) {
    return shape(
        "ST_DELAUNAY",
        () -> {
          Geometry read = read(geometry);
          DelaunayTriangulationBuilder builder = new DelaunayTriangulationBuilder();
          builder.setSites(read);
          return isSides("ST_DELAUNAY", sides)
              ? builder.getEdges(read.getFactory()).norm()
              : areas(builder.getTriangles(read.getFactory()));
        });
  }

  /// The triangles that an area consists of.
  public static Slice trianglesWithin(Slice geometry) {
    return trianglesWithin(geometry, 0);
  }

  /// The triangles that an area consists of as areas (0), or their sides (1).
  public static Slice trianglesWithin(Slice geometry, long sides) {
    return shape(
        "ST_CONSTRAINEDDELAUNAY",
        () -> {
          Geometry read = read(geometry);
          Geometry triangles = ConstrainedDelaunayTriangulator.triangulate(read);
          return isSides("ST_CONSTRAINEDDELAUNAY", sides) ? sides(triangles) : areas(triangles);
        });
  }

  private static boolean isSides(String function, long flag) {
    if (flag != 0 && flag != 1) {
      throw refused(function, "takes 0 for areas and 1 for sides, not " + flag);
    }
    return flag == 1;
  }

  private static Geometry areas(Geometry triangles) {
    Polygon[] areas = new Polygon[triangles.getNumGeometries()];
    for (int i = 0; i < areas.length; i++) {
      areas[i] = (Polygon) triangles.getGeometryN(i);
    }
    return triangles.getFactory().createMultiPolygon(areas);
  }

  private static Geometry sides(Geometry triangles) {
    GeometryFactory factory = triangles.getFactory();
    Set<LineSegment> sides = new TreeSet<>();
    for (LineString ring : Lines.all(triangles)) {
      for (int i = 1; i < ring.getNumPoints(); i++) {
        LineSegment side = new LineSegment(ring.getCoordinateN(i - 1), ring.getCoordinateN(i));
        side.normalize();
        sides.add(side);
      }
    }
    return factory.createMultiLineString(
        sides.stream().map(side -> side.toGeometry(factory)).toArray(LineString[]::new));
  }

  /// The areas of the plane that are closer to one point than to all others.
  public static Slice cells(Slice geometry) {
    return shape(
        "ST_VORONOIPOLYGONS",
        () -> {
          Geometry read = read(geometry);
          VoronoiDiagramBuilder builder = new VoronoiDiagramBuilder();
          builder.setSites(read);
          return builder.getDiagram(read.getFactory());
        });
  }
}
