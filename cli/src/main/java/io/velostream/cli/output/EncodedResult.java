package io.velostream.cli.output;

import io.velostream.columnar.Batch;
import io.velostream.columnar.Schema;
import io.velostream.connector.formats.Formats;
import io.velostream.connector.formats.RowEncoder;
import io.velostream.connector.formats.TextBuffer;
import io.velostream.connector.spi.BatchWriter;
import io.velostream.connector.spi.OptionChecker;
import io.velostream.connector.spi.Options;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;

/// A result as CSV or JSON lines, written as it comes. The stream is flushed and left open.
public final class EncodedResult implements BatchWriter {
  private final OutputStream out;
  private final RowEncoder encoder;
  private final TextBuffer buffer = new TextBuffer();

  /// @param format the name of a format, such as `csv`
  /// @param changelog whether to start each row with its kind of change
  public EncodedResult(OutputStream out, String format, Schema schema, boolean changelog) {
    this.out = out;
    Options options = OptionChecker.check("the output", Formats.options(format), Map.of());
    this.encoder = Formats.encoder(format, schema, options, changelog);
    encoder.header(buffer);
  }

  @Override
  public void write(Batch batch) throws IOException {
    encoder.encode(batch, buffer);
    buffer.drainTo(out);
  }

  @Override
  public void endStep() {}

  @Override
  public void commit() throws IOException {
    buffer.drainTo(out);
    out.flush();
  }

  @Override
  public void close() throws IOException {
    out.flush();
  }
}
