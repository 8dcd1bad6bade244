package io.velostream.conformance.fuzz;

import io.velostream.columnar.DataType;
import io.velostream.columnar.Field;
import io.velostream.columnar.Schema;
import io.velostream.connector.protobuf.ProtobufMessages;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// Messages of Protocol Buffers.
final class ProtobufTarget extends MessageTarget {
  private static final Schema SCHEMA =
      Schema.of(
          Field.of("a", DataType.BIGINT),
          new Field("b", DataType.STRING, false),
          Field.of("c", DataType.DOUBLE),
          Field.of("n", new DataType.Decimal(30, 3)),
          Field.of("ts", DataType.TIMESTAMP_MILLIS),
          Field.of("l", new DataType.Array(DataType.INTEGER)),
          Field.of("m", new DataType.Map(DataType.STRING, new DataType.Varbinary())),
          Field.of("r", new DataType.Row(List.of(Field.of("x", DataType.BOOLEAN)))),
          Field.of("d", new DataType.Array(new DataType.Decimal(9, 2))));

  private static final List<String> WORDS =
      List.of(
          "\10\1",
          "\22\2ab",
          "\31",
          "\42\6\12\2\1\0\30\2",
          "\52\4\10\1\20\2",
          "\62\2\1\2",
          "\72\6\12\1k\22\1v",
          "\102\2\10\1",
          "\112\5\12\1\7\30\1",
          "\113",
          "\114",
          "\7",
          "\0");

  ProtobufTarget() {
    super(new ProtobufMessages(), SCHEMA);
  }

  @Override
  public List<String> seeds() {
    List<String> seeds = new ArrayList<>(Regressions.of("protobuf"));
    seeds.add("\10\5\22\2ab\31\0\0\0\0\0\0\u00f8?\42\10\12\2\u00ff\1\20\3\30\3");
    seeds.add("\52\5\10\u0080\1\20\7\62\3\1\u0080\1\72\6\12\1k\22\1v\102\2\10\1");
    seeds.add("\112\7\12\1\7\20\1\30\1\112\2\30\1\u0082\1\3abc");
    return seeds;
  }

  @Override
  public String mutate(String input, String other, SplittableRandom random) {
    return TextMutations.mutate(input, other, WORDS, random);
  }
}
