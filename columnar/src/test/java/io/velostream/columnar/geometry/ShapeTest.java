package io.velostream.columnar.geometry;

import static org.assertj.core.api.Assertions.assertThat;

import io.velostream.columnar.Slice;
import io.velostream.columnar.geometry.ShapeParser.Result;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Geometries survive being bytes and being text; what is neither is refused.
class ShapeTest {
  private static final long SEED = 20_261_121;
  private static final int TRIES = 2_000;

  private static Slice value(String text) {
    return switch (ShapeParser.parse(text)) {
      case Result.Value(Slice bytes) -> bytes;
      case Result.Complaint(String why) -> throw new AssertionError(text + ": " + why);
    };
  }

  @Test
  void textAndBytesGiveBackEveryShape() {
    Random random = new Random(SEED);
    for (int i = 0; i < TRIES; i++) {
      int ordinates = random.nextInt(4);
      int srid = random.nextBoolean() ? 0 : random.nextInt(10_000);
      Slice bytes = ShapeBytes.write(shape(kind(random), ordinates, random, 0), srid);
      String text = ShapeText.of(bytes);
      assertThat(value("SRID=" + srid + ";" + text)).as(text).isEqualTo(bytes);
      assertThat(ShapeBytes.canonical(bytes)).as(text).isEqualTo(bytes);
      assertThat(ShapeBytes.srid(bytes)).isEqualTo(srid);
      String digits = HexFormat.of().formatHex(bytes.array());
      assertThat(value(digits)).as(text).isEqualTo(bytes);
    }
  }

  @Test
  void noBytesMakeItFail() {
    Random random = new Random(SEED);
    int geometries = 0;
    for (int i = 0; i < 10 * TRIES; i++) {
      byte[] bytes = ShapeBytes.write(shape(kind(random), 1, random, 0), 0).array().clone();
      for (int changes = random.nextInt(3); changes >= 0; changes--) {
        bytes[random.nextInt(Math.min(bytes.length, 40))] = (byte) random.nextInt(256);
      }
      int length = random.nextInt(4) == 0 ? random.nextInt(bytes.length) : bytes.length;
      Slice canonical = ShapeBytes.canonical(new Slice(bytes, 0, length));
      if (canonical != null) {
        geometries++;
        assertThat(ShapeBytes.canonical(canonical)).isEqualTo(canonical);
      }
    }
    assertThat(geometries).isPositive();
  }

  private static Shape.Kind kind(Random random) {
    List<Shape.Kind> kinds = List.of(Shape.Kind.values());
    return kinds.get(random.nextInt(kinds.size()));
  }

  private static Shape shape(Shape.Kind kind, int ordinates, Random random, int depth) {
    if (random.nextInt(10) == 0) {
      return kind.isSimple() ? Shape.of(kind, new double[0]) : Shape.of(kind, List.of());
    }
    return switch (kind) {
      case POINT -> Shape.of(kind, points(1, ordinates, random));
      case LINESTRING -> Shape.of(kind, points(2 + random.nextInt(3), ordinates, random));
      case POLYGON -> {
        double[] ring = points(4 + random.nextInt(3), ordinates, random);
        System.arraycopy(ring, 0, ring, ring.length - Shape.STRIDE, Shape.STRIDE);
        yield Shape.of(kind, List.of(Shape.of(Shape.Kind.LINESTRING, ring)));
      }
      case MULTIPOINT, MULTILINESTRING, MULTIPOLYGON, GEOMETRYCOLLECTION -> {
        List<Shape> parts = new ArrayList<>();
        for (int i = random.nextInt(4); i >= 0; i--) {
          boolean any = kind == Shape.Kind.GEOMETRYCOLLECTION;
          Shape.Kind part = any ? (depth < 3 ? kind(random) : Shape.Kind.POINT) : kind.part();
          parts.add(shape(part, ordinates, random, depth + 1));
        }
        yield Shape.of(kind, parts);
      }
    };
  }

  private static double[] points(int count, int ordinates, Random random) {
    double[] points = new double[count * Shape.STRIDE];
    Arrays.setAll(
        points,
        i -> {
          boolean there =
              i % Shape.STRIDE < 2 || (ordinates & (i % Shape.STRIDE == 2 ? 1 : 2)) != 0;
          return there ? number(random) : Double.NaN;
        });
    return points;
  }

  private static double number(Random random) {
    return switch (random.nextInt(5)) {
      case 0 -> random.nextInt(10);
      case 1 -> -random.nextInt(1000) / 100.0;
      case 2 -> random.nextGaussian() * 1e-12;
      case 3 -> random.nextGaussian() * 1e18;
      default -> random.nextGaussian();
    };
  }

  @Test
  void oneByteOrderAndNoMinusZero() {
    ByteBuffer little = ByteBuffer.allocate(29).order(ByteOrder.LITTLE_ENDIAN);
    // ISO writes a POINT with z as 1001.
    little.put((byte) 1).putInt(1001).putDouble(-0.0).putDouble(2).putDouble(3);
    Slice canonical = ShapeBytes.canonical(new Slice(little.array(), 0, little.position()));
    assertThat(canonical).isEqualTo(value("POINT Z (0 2 3)")).isEqualTo(value("point(-0 2 3.0)"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          pointz(1 2 3)                           | POINT Z(1 2 3)
          POINT M(1 2 3)                          | POINT M(1 2 3)
          MultiPoint ( 1 2 , ( 3 4 ),empty )      | MULTIPOINT ((1 2), (3 4), EMPTY)
          GEOMETRYCOLLECTION(POINT Z EMPTY)       | GEOMETRYCOLLECTION (POINT EMPTY)
          POLYGON((0 0,1 0,1 1,0 0),EMPTY)        | POLYGON ((0 0, 1 0, 1 1, 0 0), EMPTY)
          LINESTRING(1e3 -.5, +2. 1E-3)           | LINESTRING (1000 -0.5, 2 0.001)
          srid:4326;POINT(1 2)                    | POINT (1 2)
          """)
  void readsWhatOthersWrite(String text, String printed) {
    assertThat(ShapeText.of(value(text))).isEqualTo(printed);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "POINT",
        "POINT(1)",
        "POINT(1 2",
        "POINT(1 2))",
        "POINT(1 2 3 4 5)",
        "POINT(1 NaN)",
        "POINT(1 Infinity)",
        "POINT(1 1f)",
        "POINT(1 0x1p3)",
        "POINT 1 2",
        "POINTS(1 2)",
        "POINT(1 2), POINT(1 2)",
        "LINESTRING(1 2)",
        "LINESTRING((1 2, 3 4))",
        "POLYGON((0 0, 1 0, 1 1))",
        "POLYGON((0 0, 1 0, 0 0))",
        "POLYGON(EMPTY, (0 0, 1 0, 1 1, 0 0))",
        "MULTIPOLYGON((0 0, 1 0, 1 1, 0 0))",
        "GEOMETRYCOLLECTION(1 2)",
        "LINEARRING(0 0, 1 0, 1 1, 0 0)",
        "SRID=;POINT(1 2)",
        "SRID=4326 POINT(1 2)",
        "00000000",
        "0G"
      })
  void refusesWhatIsNoGeometry(String text) {
    assertThat(ShapeParser.parse(text)).isInstanceOf(Result.Complaint.class);
  }

  @Test
  void collectionsDoNotNestWithoutEnd() {
    String deep = "GEOMETRYCOLLECTION(".repeat(100_000);
    assertThat(ShapeParser.parse(deep)).isInstanceOf(Result.Complaint.class);
    ByteBuffer bytes = ByteBuffer.allocate(900_000);
    while (bytes.remaining() >= 9) {
      bytes.put((byte) 0).putInt(7).putInt(1);
    }
    assertThat(ShapeBytes.canonical(new Slice(bytes.array(), 0, bytes.position()))).isNull();
  }
}
