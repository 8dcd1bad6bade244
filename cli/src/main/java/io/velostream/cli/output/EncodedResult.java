package io.velostream.cli.output;

import io.velostream.columnar.Batch;
import io.velostream.connector.formats.Formats;
import io.velostream.connector.formats.RowEncoder;
import io.velostream.connector.formats.TextBuffer;
import io.velostream.connector.spi.BatchWriter;
import io.velostream.connector.spi.OptionChecker;
import io.velostream.connector.spi.Options;
import io.velostream.engine.ResultShape;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;

/// A result as CSV or JSON lines, written as it comes; one that has no end is shown step by step.
/// The stream is flushed and left open.
public final class EncodedResult implements BatchWriter {
  private final OutputStream out;
  private final boolean bounded;
  private final RowEncoder encoder;
  private final TextBuffer buffer = new TextBuffer();

  /// @param format the name of a format, such as `csv`
  public EncodedResult(OutputStream out, String format, ResultShape shape) {
    this.out = out;
    this.bounded = shape.bounded();
    Options options = OptionChecker.check("the output", Formats.options(format), Map.of());
    this.encoder = Formats.encoder(format, shape.schema(), options, shape.changelog());
    encoder.header(buffer);
  }

  @Override
  public void write(Batch batch) throws IOException {
    encoder.encode(batch, buffer);
    buffer.drainTo(out);
  }

  @Override
  public void endStep() throws IOException {
    if (!bounded) {
      buffer.drainTo(out);
      out.flush();
    }
  }

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
