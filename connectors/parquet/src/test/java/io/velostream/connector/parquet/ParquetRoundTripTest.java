package io.velostream.connector.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import io.velostream.columnar.DataType;
import io.velostream.columnar.Field;
import io.velostream.columnar.Lane;
import io.velostream.columnar.Schema;
import io.velostream.columnar.Slice;
import io.velostream.columnar.geometry.ShapeParser;
import io.velostream.columnar.nested.JsonParser;
import io.velostream.columnar.nested.SlotWriter;
import io.velostream.columnar.nested.Tag;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What is written is read back: all types, NULLs, any cut into batches and row groups.
class ParquetRoundTripTest {
  private static final DataType NESTED_ROW =
      new DataType.Row(
          List.of(
              Field.of("n", DataType.INTEGER),
              Field.of("texts", new DataType.Array(DataType.STRING))));

  private static final List<DataType> TYPES =
      List.of(
          DataType.BOOLEAN,
          DataType.TINYINT,
          DataType.SMALLINT,
          DataType.INTEGER,
          DataType.BIGINT,
          DataType.REAL,
          DataType.DOUBLE,
          new DataType.Decimal(7, 2),
          new DataType.Decimal(18, 5),
          new DataType.Decimal(38, 10),
          new DataType.Varbinary(),
          DataType.STRING,
          DataType.DATE,
          new DataType.Time(3),
          new DataType.Time(6),
          new DataType.Timestamp(3, false),
          new DataType.Timestamp(6, false),
          new DataType.Timestamp(6, true),
          new DataType.Variant(),
          new DataType.Array(DataType.BIGINT),
          new DataType.Array(new DataType.Array(DataType.DOUBLE)),
          new DataType.Map(DataType.STRING, new DataType.Decimal(30, 2)),
          NESTED_ROW,
          new DataType.Array(NESTED_ROW));

  private static Schema schema() {
    List<Field> fields = new ArrayList<>();
    for (int i = 0; i < TYPES.size(); i++) {
      fields.add(Field.of("c" + i, TYPES.get(i)));
      fields.add(new Field("r" + i, TYPES.get(i), false));
    }
    return new Schema(fields);
  }

  /// Sixty files, of which the first has no row and the second has one.
  static LongStream seeds() {
    return LongStream.range(0, 60);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void whatIsWrittenIsReadBack(long seed) throws IOException {
    Random random = new Random(seed);
    int rows = seed < 2 ? (int) seed : random.nextInt(120);
    int groupRows = 1 + random.nextInt(50);
    int batchRows = 1 + random.nextInt(40);
    boolean repeats = random.nextBoolean();
    Schema schema = schema();
    List<List<Object>> written = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      List<Object> values = new ArrayList<>();
      for (Field field : schema.fields()) {
        boolean isNull = field.nullable() && random.nextInt(4) == 0;
        values.add(isNull ? null : value(field.type(), random, repeats));
      }
      written.add(values);
    }
    ParquetTables tables = new ParquetTables();
    tables.batchRows = batchRows;
    String compression = List.of("zstd", "snappy", "gzip", "none").get(random.nextInt(4));
    tables.write(
        "t.parquet",
        schema,
        written,
        "compression",
        compression,
        "parquet.row-group-rows",
        Integer.toString(groupRows));
    assertThat(tables.infer("t.parquet")).isEqualTo(schema);
    assertThat(tables.read("t.parquet", schema)).isEqualTo(written);
    assertThat(tables.read("t.parquet", schema, "dictionary", "off")).isEqualTo(written);
    assertThat(tables.bad).isEmpty();
  }

  @Test
  void geometriesAreBytesThatADeclaredColumnTakesAsGeometries() throws IOException {
    Schema schema = new Schema(List.of(Field.of("g", new DataType.Geometry())));
    ShapeParser.Result polygon =
        ShapeParser.parse("SRID=4326;POLYGON Z((0 0 1, 1 0 2, 1 1 3, 0 0 1))");
    Object value = ((ShapeParser.Result.Value) polygon).bytes();
    ParquetTables tables = new ParquetTables();
    List<List<Object>> rows = List.of(List.of(value));
    tables.write("g.parquet", schema, rows);
    assertThat(tables.infer("g.parquet").type(0)).isEqualTo(new DataType.Varbinary());
    assertThat(tables.read("g.parquet", schema)).isEqualTo(rows);
  }

  private static Object value(DataType type, Random random, boolean repeats) {
    return switch (type) {
      case DataType.Bool _ -> (long) random.nextInt(2);
      case DataType.Integral t -> within(t.width().min(), t.width().max(), random, repeats);
      case DataType.Floating t ->
          t.width() == DataType.Floating.Width.REAL
              ? (double) random.nextFloat()
              : random.nextGaussian();
      case DataType.Decimal t when t.lane() == Lane.LONG -> {
        long limit = BigInteger.TEN.pow(t.precision()).longValueExact() - 1;
        yield within(-limit, limit, random, repeats);
      }
      case DataType.Decimal t ->
          new BigInteger(120, random).negate().mod(BigInteger.TEN.pow(t.precision()));
      case DataType.Varchar _, DataType.Varbinary _ -> text(random, repeats);
      case DataType.Date _ -> within(-100_000, 100_000, random, repeats);
      case DataType.Time t ->
          random.nextInt(86_400_000) * 1_000L + (t.precision() > 3 ? random.nextInt(1_000) : 0);
      case DataType.Timestamp t ->
          within(-1L << 50, 1L << 50, random, repeats) * 1_000
              + (t.precision() > 3 ? random.nextInt(1_000) : 0);
      case DataType.Variant _,
          DataType.Array _,
          DataType.Multiset _,
          DataType.Map _,
          DataType.Row _ -> {
        SlotWriter out = new SlotWriter();
        slot(type, random, repeats, out);
        yield out.copy();
      }
      case DataType.Char _, DataType.Geometry _, DataType.Interval _, DataType.Null _ ->
          throw new IllegalArgumentException(type.sql());
    };
  }

  private static long within(long min, long max, Random random, boolean repeats) {
    return switch (random.nextInt(6)) {
      case 0 -> min;
      case 1 -> max;
      default -> repeats ? random.nextInt(3) : min + Math.floorMod(random.nextLong(), max / 2 + 1);
    };
  }

  private static Slice text(Random random, boolean repeats) {
    int length = random.nextInt(repeats ? 2 : 40);
    return Slice.utf8(
        "ä€" + (repeats ? "x".repeat(length) : random.nextLong() + "y".repeat(length)));
  }

  private static void slot(DataType type, Random random, boolean repeats, SlotWriter out) {
    switch (type) {
      case DataType.Variant _ -> {
        byte[] json =
            ("{\"a\": [1, null, \"x\"], \"b\": " + random.nextInt(9) + "}")
                .getBytes(StandardCharsets.UTF_8);
        String complaint = JsonParser.parse(json, 0, json.length, out);
        assertThat(complaint).isNull();
      }
      case DataType.Array t -> {
        out.begin(Tag.ARRAY);
        for (int i = random.nextInt(4); i > 0; i--) {
          part(t.element(), random, repeats, out);
        }
        out.end();
      }
      case DataType.Map t -> {
        out.begin(Tag.MAP);
        int from = out.length();
        for (int i = random.nextInt(4); i > 0; i--) {
          out.putBytes(Slice.utf8("key" + i));
          part(t.value(), random, repeats, out);
        }
        out.endMap(from);
      }
      case DataType.Row t -> {
        out.begin(Tag.ROW);
        t.fields().forEach(field -> part(field.type(), random, repeats, out));
        out.end();
      }
      case DataType _ -> scalar(value(type, random, repeats), out);
    }
  }

  private static void scalar(@Nullable Object value, SlotWriter out) {
    out.putScalar(value);
  }

  private static void part(DataType type, Random random, boolean repeats, SlotWriter out) {
    if (random.nextInt(4) == 0) {
      out.putNull();
    } else {
      slot(type, random, repeats, out);
    }
  }
}
