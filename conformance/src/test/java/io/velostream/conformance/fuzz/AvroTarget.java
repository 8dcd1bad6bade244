package io.velostream.conformance.fuzz;

import io.velostream.columnar.DataType;
import io.velostream.columnar.Field;
import io.velostream.columnar.Schema;
import io.velostream.connector.avro.AvroMessages;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// Records of Avro.
final class AvroTarget extends MessageTarget {
  private static final Schema SCHEMA =
      Schema.of(
          Field.of("a", DataType.BIGINT),
          new Field("b", DataType.STRING, false),
          Field.of("c", DataType.DOUBLE),
          Field.of("n", new DataType.Decimal(30, 3)),
          Field.of("ts", DataType.TIMESTAMP_MILLIS),
          Field.of("l", new DataType.Array(DataType.INTEGER)),
          Field.of("m", new DataType.Map(DataType.STRING, new DataType.Varbinary())),
          Field.of("r", new DataType.Row(List.of(Field.of("x", DataType.BOOLEAN)))));

  private static final List<String> WORDS =
      List.of("\0", "\1", "\2", "\3", "\u00ff", "\u0080\u0080\4", "\4ab", "\2\2", "\1\2\2");

  AvroTarget() {
    super(new AvroMessages(), SCHEMA);
  }

  @Override
  public List<String> seeds() {
    List<String> seeds = new ArrayList<>(Regressions.of("avro"));
    seeds.add("\2\4\4ab\0\0\0\0\0\0");
    seeds.add("\0\0\2\0\0\0\0\0\0\0\0\2\2\5\2\2\2\2\4\0\2\2\2a\2\4xy\0\2\2\1");
    seeds.add("\2\u00ff\u00ff\u00ff\u00ff\17\6\u00c3\u00bcx\0\0\0\2\3\2\2\4\0\0\0");
    return seeds;
  }

  @Override
  public String mutate(String input, String other, SplittableRandom random) {
    return TextMutations.mutate(input, other, WORDS, random);
  }
}
