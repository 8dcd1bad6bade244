package io.velostream.conformance.fuzz;

import io.velostream.columnar.Batch;
import io.velostream.columnar.DataType;
import io.velostream.columnar.Field;
import io.velostream.columnar.Schema;
import io.velostream.columnar.error.UserException;
import io.velostream.connector.formats.DecodeRequest;
import io.velostream.connector.formats.DecodingReader;
import io.velostream.connector.formats.Formats;
import io.velostream.connector.formats.RowEncoder;
import io.velostream.connector.formats.SchemaInference;
import io.velostream.connector.formats.TextBuffer;
import io.velostream.connector.spi.OptionChecker;
import io.velostream.connector.spi.Options;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// A decoder: any bytes are rows and errors, and the same ones however they arrive: at once, a byte
/// at a time, in batches of one row or of many, and each line alone, which never takes the fast
/// path that rows like the ones before take. Inference never fails but as a user's error.
abstract class DecoderTarget implements Target {
  private static final Schema SCHEMA =
      Schema.of(
          Field.of("a", DataType.BIGINT),
          Field.of("b", DataType.STRING),
          Field.of("c", DataType.DOUBLE),
          Field.of("d", DataType.DATE),
          Field.of("ts", DataType.TIMESTAMP_MILLIS),
          Field.of("n", new DataType.Decimal(12, 3)),
          Field.of("ok", DataType.BOOLEAN));

  private final String format;
  private final Map<String, String> settings;
  private final List<String> words;

  DecoderTarget(String format, Map<String, String> settings, List<String> words) {
    this.format = format;
    this.settings = settings;
    this.words = words;
  }

  @Override
  public String mutate(String input, String other, SplittableRandom random) {
    return TextMutations.mutate(input, other, words, random);
  }

  @Override
  public void run(String input) {
    byte[] bytes = input.getBytes(StandardCharsets.ISO_8859_1);
    String whole = decode(SCHEMA, bytes, 4096, false);
    same("in batches of one row", whole, decode(SCHEMA, bytes, 1, false));
    same("a byte at a time", whole, decode(SCHEMA, bytes, 3, true));
    try {
      SchemaInference inference = new SchemaInference(format, options(Map.of()), 100, false);
      inference.add(new ByteArrayInputStream(bytes), "input");
      decode(inference.schema(), bytes, 7, false);
    } catch (UserException _) {
      return; // nothing can be found in it
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void same(String what, String want, String got) {
    if (!want.equals(got)) {
      throw new AssertionError(what + ": " + got + " but at once: " + want);
    }
  }

  private Options options(Map<String, String> given) {
    return OptionChecker.check("the fuzzer", Formats.options(format), given);
  }

  /// Rows as text, and errors with their lines.
  private String decode(Schema schema, byte[] bytes, int batchRows, boolean trickling) {
    List<String> errors = new ArrayList<>();
    Options options = options(schema == SCHEMA ? settings : Map.of());
    DecodeRequest request =
        new DecodeRequest(
            schema,
            IntStream.range(0, schema.size()).boxed().toList(),
            batchRows,
            options,
            false,
            (_, line, raw, reason) -> errors.add(line + ": " + reason));
    RowEncoder encoder =
        Formats.encoder(
            "json", schema, OptionChecker.check("x", Formats.options("json"), Map.of()), true);
    TextBuffer rows = new TextBuffer();
    InputStream in = trickling ? new Trickle(bytes) : new ByteArrayInputStream(bytes);
    try {
      DecodingReader reader =
          new DecodingReader(
              in,
              Formats.decoder(format, request, Formats.columns(format, request), "input"),
              "input");
      for (Batch batch = reader.read(); batch != null; batch = reader.read()) {
        encoder.encode(batch, rows);
      }
      ByteArrayOutputStream text = new ByteArrayOutputStream();
      rows.drainTo(text);
      return text.toString(StandardCharsets.UTF_8) + errors;
    } catch (UserException e) {
      return "error: " + e.message();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A byte at a time.
  private static final class Trickle extends ByteArrayInputStream {
    Trickle(byte[] bytes) {
      super(bytes);
    }

    @Override
    public synchronized int read(byte[] buffer, int offset, int length) {
      return super.read(buffer, offset, Math.min(length, 1));
    }

    @Override
    public synchronized int available() {
      return 0;
    }
  }
}
