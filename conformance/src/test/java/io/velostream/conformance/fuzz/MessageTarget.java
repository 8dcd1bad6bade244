package io.velostream.conformance.fuzz;

import io.velostream.columnar.Batch;
import io.velostream.columnar.Schema;
import io.velostream.connector.formats.DecodeRequest;
import io.velostream.connector.formats.MessageEncoder;
import io.velostream.connector.formats.MessageFormat;
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
import java.util.stream.IntStream;

/// Messages of a format: any bytes are a row or an error, and a row that is written and read again
/// is the same.
abstract class MessageTarget implements Target {
  private final MessageFormat format;
  private final Schema schema;

  MessageTarget(MessageFormat format, Schema schema) {
    this.format = format;
    this.schema = schema;
  }

  @Override
  public void run(String input) {
    List<String> errors = new ArrayList<>();
    Options options = OptionChecker.check("the fuzzer", format.options(Set.of()), Map.of());
    MessageUse use = new MessageUse("t", false, SystemWorld.create());
    DecodeRequest request =
        new DecodeRequest(
            schema,
            IntStream.range(0, schema.size()).boxed().toList(),
            16,
            options,
            false,
            (_, _, _, reason) -> errors.add(reason));
    MessageReader reader = format.reader(request, use);
    MessageEncoder encoder = format.encoder(schema, options, false, use);
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
