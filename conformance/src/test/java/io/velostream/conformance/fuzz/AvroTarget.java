package io.velostream.conformance.fuzz;

import io.velostream.columnar.Batch;
import io.velostream.columnar.DataType;
import io.velostream.columnar.Field;
import io.velostream.columnar.Schema;
import io.velostream.connector.avro.AvroMessages;
import io.velostream.connector.formats.DecodeRequest;
import io.velostream.connector.formats.MessageEncoder;
import io.velostream.connector.formats.MessageReader;
import io.velostream.connector.formats.MessageUse;
import io.velostream.connector.formats.TextBuffer;
import io.velostream.connector.spi.OptionChecker;
import io.velostream.connector.spi.Options;
import io.velostream.runtime.system.SystemWorld;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// Records of Avro: any bytes are a row or an error, and a row that is written and read again is
/// the same.
final class AvroTarget implements Target {
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

  @Override
  public void run(String input) {
    List<String> errors = new ArrayList<>();
    AvroMessages format = new AvroMessages();
    Options options = OptionChecker.check("the fuzzer", format.options(Set.of()), Map.of());
    MessageUse use = new MessageUse("t", false, SystemWorld.create());
    DecodeRequest request =
        new DecodeRequest(
            SCHEMA,
            IntStream.range(0, SCHEMA.size()).boxed().toList(),
            16,
            options,
            false,
            (_, _, _, reason) -> errors.add(reason));
    MessageReader reader = format.reader(request, use);
    MessageEncoder encoder = format.encoder(SCHEMA, options, false, use);
    reader.begin("t");
    int rows = reader.add(ByteBuffer.wrap(input.getBytes(StandardCharsets.ISO_8859_1)), 0);
    if ((rows < 0) != (errors.size() == 1) || rows >= 0 && reader.batch().rowCount() != rows) {
      throw new AssertionError(rows + " rows and errors: " + errors);
    }
    if (rows > 0) {
      TextBuffer once = written(encoder, reader.batch());
      reader.begin("t");
      int again = reader.add(ByteBuffer.wrap(once.array(), 0, once.length()), 0);
      if (again != 1 || !once.toText().equals(written(encoder, reader.batch()).toText())) {
        throw new AssertionError("not the same again: " + errors);
      }
    }
  }

  private static TextBuffer written(MessageEncoder encoder, Batch batch) {
    TextBuffer out = new TextBuffer();
    encoder.message(batch, 0, true, out);
    return out;
  }
}
