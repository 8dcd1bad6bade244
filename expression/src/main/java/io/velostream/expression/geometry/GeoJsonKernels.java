package io.velostream.expression.geometry;

import io.velostream.columnar.Slice;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.columnar.geometry.Shape;
import io.velostream.columnar.geometry.ShapeBytes;
import io.velostream.columnar.nested.JsonParser;
import io.velostream.columnar.nested.SlotReader;
import io.velostream.columnar.nested.SlotWriter;
import io.velostream.columnar.nested.Tag;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// GeoJSON (RFC 7946), with the SRID as the older `crs` says it. An m has no place in it.
public final class GeoJsonKernels {
  private static final Map<Shape.Kind, String> NAMES =
      Map.of(
          Shape.Kind.POINT, "Point",
          Shape.Kind.LINESTRING, "LineString",
          Shape.Kind.POLYGON, "Polygon",
          Shape.Kind.MULTIPOINT, "MultiPoint",
          Shape.Kind.MULTILINESTRING, "MultiLineString",
          Shape.Kind.MULTIPOLYGON, "MultiPolygon",
          Shape.Kind.GEOMETRYCOLLECTION, "GeometryCollection");

  private GeoJsonKernels() {}

  /// The JSON of a geometry.
  public static Slice write(Slice geometry) {
    StringBuilder out = new StringBuilder();
    object(ShapeBytes.shape(geometry), out);
    out.setLength(out.length() - 1);
    out.append(",\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"EPSG:")
        .append(ShapeBytes.srid(geometry))
        .append("\"}}}");
    return Slice.utf8(out.toString());
  }

  private static void object(Shape shape, StringBuilder out) {
    out.append("{\"type\":\"").append(NAMES.get(shape.kind())).append('"');
    if (shape.kind() == Shape.Kind.GEOMETRYCOLLECTION) {
      out.append(",\"geometries\":[");
      for (int i = 0; i < shape.parts().size(); i++) {
        out.append(i == 0 ? "" : ",");
        object(shape.parts().get(i), out);
      }
      out.append("]}");
    } else {
      out.append(",\"coordinates\":");
      coordinates(shape, out);
      out.append('}');
    }
  }

  private static void coordinates(Shape shape, StringBuilder out) {
    if (shape.kind() == Shape.Kind.POINT && !shape.isEmpty()) {
      point(shape, 0, out);
      return;
    }
    out.append('[');
    for (int i = 0; i < shape.size(); i++) {
      out.append(i == 0 ? "" : ",");
      point(shape, i, out);
    }
    for (int i = 0; i < shape.parts().size(); i++) {
      out.append(i == 0 ? "" : ",");
      coordinates(shape.parts().get(i), out);
    }
    out.append(']');
  }

  private static void point(Shape shape, int index, StringBuilder out) {
    out.append('[').append(number(shape.number(index, 0)));
    out.append(',').append(number(shape.number(index, 1)));
    if (!Double.isNaN(shape.number(index, 2))) {
      out.append(',').append(number(shape.number(index, 2)));
    }
    out.append(']');
  }

  private static String number(double value) {
    return new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString();
  }

  /// The geometry of a JSON text.
  public static Slice read(Slice text) {
    SlotWriter json = new SlotWriter();
    String complaint =
        JsonParser.parse(text.array(), text.offset(), text.offset() + text.length(), json);
    if (complaint != null) {
      throw refused("is not JSON: " + complaint);
    }
    byte[] d = json.array();
    Shape shape = object(d, 0);
    String wrong = shape.complaint();
    if (!wrong.isEmpty()) {
      throw refused("is no geometry: " + wrong);
    }
    return ShapeBytes.write(shape, srid(d));
  }

  private static Shape object(byte[] d, int at) {
    String name = text(d, member(d, at, "type"));
    Shape.Kind kind =
        NAMES.entrySet().stream()
            .filter(entry -> entry.getValue().equals(name))
            .map(Map.Entry::getKey)
            .findFirst()
            .orElseThrow(() -> refused("has the type '" + name + "', which is no geometry"));
    if (kind != Shape.Kind.GEOMETRYCOLLECTION) {
      return coordinates(kind, d, array(d, member(d, at, "coordinates")));
    }
    List<Shape> members = new ArrayList<>();
    int from = array(d, member(d, at, "geometries"));
    for (int p = from + 1; d[p] != Tag.END; p = SlotReader.end(d, p)) {
      members.add(object(d, p));
    }
    return Shape.of(kind, members);
  }

  private static Shape coordinates(Shape.Kind kind, byte[] d, int at) {
    if (kind == Shape.Kind.POINT) {
      return d[at + 1] == Tag.END ? Shape.of(kind, new double[0]) : Shape.of(kind, point(d, at));
    }
    if (kind == Shape.Kind.LINESTRING) {
      List<double[]> points = new ArrayList<>();
      for (int p = at + 1; d[p] != Tag.END; p = SlotReader.end(d, p)) {
        points.add(point(d, array(d, p)));
      }
      double[] all = new double[points.size() * Shape.STRIDE];
      for (int i = 0; i < points.size(); i++) {
        System.arraycopy(points.get(i), 0, all, i * Shape.STRIDE, Shape.STRIDE);
      }
      return Shape.of(kind, all);
    }
    List<Shape> parts = new ArrayList<>();
    for (int p = at + 1; d[p] != Tag.END; p = SlotReader.end(d, p)) {
      parts.add(coordinates(kind.part(), d, array(d, p)));
    }
    return Shape.of(kind, parts);
  }

  private static double[] point(byte[] d, int at) {
    double[] point = {Double.NaN, Double.NaN, Double.NaN, Double.NaN};
    int count = 0;
    for (int p = at + 1; d[p] != Tag.END; p = SlotReader.end(d, p)) {
      double value = d[p] == Tag.NUMBER ? SlotReader.numberAt(d, p).doubleValue() : Double.NaN;
      if (count == 3 || !Double.isFinite(value)) {
        throw refused("has a position that is not two or three numbers");
      }
      point[count++] = value;
    }
    if (count < 2) {
      throw refused("has a position that is not two or three numbers");
    }
    return point;
  }

  private static int array(byte[] d, int at) {
    if (at < 0 || d[at] != Tag.ARRAY) {
      throw refused("lacks an array of coordinates or geometries");
    }
    return at;
  }

  private static int member(byte[] d, int at, String name) {
    if (at < 0 || d[at] != Tag.MAP) {
      return -1;
    }
    SlotWriter key = new SlotWriter();
    key.putBytes(Slice.utf8(name));
    return SlotReader.find(d, at, key.array(), 0, key.length());
  }

  private static String text(byte[] d, int at) {
    return at < 0 || d[at] != Tag.BYTES ? "" : SlotReader.bytesAt(d, at).toText();
  }

  /// The number behind the last colon of the name of the `crs`; 0 if there is none.
  private static int srid(byte[] d) {
    int crs = member(d, 0, "crs");
    String name = text(d, member(d, member(d, crs, "properties"), "name"));
    String code = name.substring(name.lastIndexOf(':') + 1);
    boolean known = name.toUpperCase(Locale.ROOT).contains("EPSG") && code.matches("\\d{1,9}");
    return known ? Integer.parseInt(code) : 0;
  }

  private static UserException refused(String why) {
    return new UserException(
        ErrorCode.INVALID_ARGUMENT, "the GeoJSON of ST_GEOMFROMGEOJSON " + why);
  }
}
