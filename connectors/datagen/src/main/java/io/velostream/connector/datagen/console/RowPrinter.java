package io.velostream.connector.datagen.console;

import io.velostream.columnar.Batch;
import io.velostream.columnar.Schema;
import io.velostream.connector.formats.TextBuffer;
import io.velostream.connector.formats.ValueText;
import io.velostream.connector.spi.BatchWriter;
import io.velostream.stream.seam.Files;
import java.io.IOException;

/// Writes rows in Flink's notation, one per line.
final class RowPrinter implements BatchWriter {
  private static final int FLUSH_BYTES = 1 << 16;

  private final Schema schema;
  private final String prefix;
  private final Files.AtomicFile output;
  private final TextBuffer buffer = new TextBuffer();

  RowPrinter(Schema schema, String prefix, Files.AtomicFile output) {
    this.schema = schema;
    this.prefix = prefix;
    this.output = output;
  }

  @Override
  public void write(Batch batch) throws IOException {
    for (int k = 0; k < batch.rowCount(); k++) {
      int row = batch.rowAt(k);
      long weight = batch.weightAt(row);
      for (long n = Math.abs(weight); n > 0; n--) {
        append(batch, row, weight > 0 ? "+I[" : "-D[");
        if (buffer.length() >= FLUSH_BYTES) {
          buffer.drainTo(output.stream());
        }
      }
    }
  }

  private void append(Batch batch, int row, String opening) {
    buffer.append(prefix);
    buffer.append(opening);
    ValueText.appendRow(schema, batch, row, buffer);
    buffer.append("]\n");
  }

  @Override
  public void endStep() throws IOException {
    buffer.drainTo(output.stream());
    output.stream().flush();
  }

  @Override
  public void commit() throws IOException {
    buffer.drainTo(output.stream());
    output.commit();
  }

  @Override
  public void close() throws IOException {
    output.close();
  }
}
