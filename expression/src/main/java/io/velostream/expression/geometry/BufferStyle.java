package io.velostream.expression.geometry;

import static io.velostream.expression.geometry.Geometries.refused;

import java.util.Locale;
import java.util.Map;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.operation.buffer.BufferOp;
import org.locationtech.jts.operation.buffer.BufferParameters;

/// How a buffer looks, written as in PostGIS: blank-separated `quad_segs=8`,
/// `endcap=round|flat|square`, `join=round|mitre|bevel`, `mitre_limit=5.0`, `side=both|left|right`.
final class BufferStyle {
  /// Pieces for a quarter of a circle.
  static final int MAX_SEGMENTS = 10_000;

  private static final Map<String, Integer> CAPS =
      Map.of(
          "round", BufferParameters.CAP_ROUND,
          "flat", BufferParameters.CAP_FLAT,
          "butt", BufferParameters.CAP_FLAT,
          "square", BufferParameters.CAP_SQUARE);
  private static final Map<String, Integer> JOINS =
      Map.of(
          "round", BufferParameters.JOIN_ROUND,
          "mitre", BufferParameters.JOIN_MITRE,
          "miter", BufferParameters.JOIN_MITRE,
          "bevel", BufferParameters.JOIN_BEVEL);
  private static final Map<String, Integer> SIDES = Map.of("both", 0, "left", 1, "right", -1);

  private final BufferParameters parameters = new BufferParameters();
  private int side;

  private BufferStyle() {}

  static BufferStyle of(String text) {
    BufferStyle style = new BufferStyle();
    for (String word : text.strip().split("\\s+", -1)) {
      if (!word.isEmpty()) {
        int sign = word.indexOf('=');
        String name = sign < 0 ? word : word.substring(0, sign);
        style.set(name.toLowerCase(Locale.ROOT), word.substring(sign + 1).toLowerCase(Locale.ROOT));
      }
    }
    return style;
  }

  private void set(String name, String value) {
    switch (name) {
      case "quad_segs" -> {
        double segments = number(name, value);
        if (segments < 1 || segments > MAX_SEGMENTS || segments != Math.rint(segments)) {
          throw wrong(name, value);
        }
        parameters.setQuadrantSegments((int) segments);
      }
      case "endcap" -> parameters.setEndCapStyle(word(CAPS, name, value));
      case "join" -> parameters.setJoinStyle(word(JOINS, name, value));
      case "mitre_limit", "miter_limit" -> parameters.setMitreLimit(number(name, value));
      case "side" -> side = word(SIDES, name, value);
      default ->
          throw refused(
              "ST_BUFFER",
              "has no '%s', but quad_segs, endcap, join, mitre_limit and side".formatted(name));
    }
  }

  private static double number(String name, String value) {
    try {
      return Double.parseDouble(value);
    } catch (NumberFormatException _) {
      throw wrong(name, value);
    }
  }

  private static int word(Map<String, Integer> words, String name, String value) {
    Integer found = words.get(value);
    if (found == null) {
      throw wrong(name, value);
    }
    return found;
  }

  private static RuntimeException wrong(String name, String value) {
    return refused("ST_BUFFER", "cannot have %s=%s".formatted(name, value));
  }

  BufferParameters parameters() {
    return parameters;
  }

  Geometry around(Geometry geometry, double distance) {
    parameters.setSingleSided(side != 0);
    return BufferOp.bufferOp(geometry, side < 0 ? -distance : distance, parameters);
  }
}
