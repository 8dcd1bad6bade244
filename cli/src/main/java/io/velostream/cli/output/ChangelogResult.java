package io.velostream.cli.output;

import io.velostream.columnar.Batch;
import io.velostream.columnar.Schema;
import io.velostream.connector.formats.TextBuffer;
import io.velostream.connector.formats.ValueText;
import io.velostream.connector.spi.BatchWriter;
import java.io.IOException;
import java.io.OutputStream;

/// Every change on a line, as Flink's print connector shows it: `+I[AAPL, 3]`, `-D[AAPL, 3]`. Shown
/// step by step. The stream is flushed and left open.
public final class ChangelogResult implements BatchWriter {
  private final OutputStream out;
  private final Schema schema;
  private final TextBuffer buffer = new TextBuffer();

  public ChangelogResult(OutputStream out, Schema schema) {
    this.out = out;
    this.schema = schema;
  }

  @Override
  public void write(Batch batch) throws IOException {
    for (int k = 0; k < batch.rowCount(); k++) {
      int row = batch.rowAt(k);
      long weight = batch.weightAt(row);
      for (long n = Math.abs(weight); n > 0; n--) {
        line(batch, row, weight > 0 ? "+I[" : "-D[");
      }
    }
    buffer.drainTo(out);
  }

  private void line(Batch batch, int row, String opening) {
    buffer.append(opening);
    ValueText.appendRow(schema, batch, row, buffer);
    buffer.append("]\n");
  }

  @Override
  public void endStep() throws IOException {
    out.flush();
  }

  @Override
  public void commit() throws IOException {
    out.flush();
  }

  @Override
  public void close() throws IOException {
    out.flush();
  }
}
