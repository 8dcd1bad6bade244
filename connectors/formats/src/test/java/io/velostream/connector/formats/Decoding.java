package io.velostream.connector.formats;

import io.velostream.columnar.Batch;
import io.velostream.columnar.Schema;
import io.velostream.connector.spi.OptionChecker;
import io.velostream.connector.spi.Options;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.stream.IntStream;

/// What a decoder makes of an input: the rows as `[a, b]` texts and the bad rows as `line: reason`.
record Decoding(List<String> rows, List<String> bad) {

  static Options options(String format, Map<String, String> given) {
    return OptionChecker.check("the format", Formats.options(format), given);
  }

  static Decoding of(String format, Schema schema, Map<String, String> given, byte[] input) {
    return of(format, schema, given, new ByteArrayInputStream(input), 1 << 20, 4_096);
  }

  static Decoding of(
      String format,
      Schema schema,
      Map<String, String> given,
      InputStream in,
      int window,
      int batchRows) {
    List<String> rows = new ArrayList<>();
    List<String> bad = new ArrayList<>();
    List<Integer> all = IntStream.range(0, schema.size()).boxed().toList();
    DecodeRequest request =
        new DecodeRequest(
            schema,
            all,
            batchRows,
            options(format, given),
            false,
            (_, line, _, reason) -> bad.add(line + ": " + reason));
    RowDecoder decoder = Formats.decoder(format, request, Formats.columns(format, request), "test");
    DecodingReader reader = new DecodingReader(in, decoder, "test", window);
    try {
      for (Batch batch = reader.read(); batch != null; batch = reader.read()) {
        for (int k = 0; k < batch.rowCount(); k++) {
          rows.add(text(schema, batch, batch.rowAt(k)));
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return new Decoding(rows, bad);
  }

  static String text(Schema schema, Batch batch, int row) {
    StringJoiner out = new StringJoiner(", ", "[", "]");
    for (int i = 0; i < schema.size(); i++) {
      boolean isNull = batch.column(i).isNull(row);
      out.add(isNull ? "NULL" : ValueText.of(schema.type(i), batch.column(i), row));
    }
    return out.toString();
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
