package io.velostream.connector.protobuf;

import io.velostream.columnar.Batch;
import io.velostream.columnar.DataType;
import io.velostream.columnar.Field;
import io.velostream.columnar.Schema;
import io.velostream.columnar.Slice;
import io.velostream.columnar.Values;
import io.velostream.connector.file.FileOutput;
import io.velostream.connector.formats.RowEncoder;
import io.velostream.connector.formats.TextBuffer;
import io.velostream.connector.spi.BatchWriter;
import io.velostream.stream.seam.Files;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes one file of messages, each behind its length.
final class DelimitedWriter implements BatchWriter {
  private static final int FLUSH_BYTES = 1 << 16;
  private static final Slice INSERT = Slice.utf8("+I");
  private static final Slice DELETE = Slice.utf8("-D");

  private final Files.AtomicFile file;
  private final FileOutput output;
  private final MessageWriter messages;
  private final boolean changelog;
  private final TextBuffer message = new TextBuffer();
  private final TextBuffer buffer = new TextBuffer();
  private boolean complete;

  /// @param changelog whether a first column tells insertions from retractions
  DelimitedWriter(
      Files.AtomicFile file, FileOutput output, MessageWriter messages, boolean changelog) {
    this.file = file;
    this.output = output;
    this.messages = messages;
    this.changelog = changelog;
  }

  /// The columns with the one that tells insertions from retractions.
  static Schema withOp(Schema columns) {
    List<Field> all = new ArrayList<>();
    all.add(new Field(RowEncoder.OP, DataType.STRING, false));
    all.addAll(columns.fields());
    return new Schema(all);
  }

  @Override
  public void write(Batch batch) throws IOException {
    for (int k = 0; k < batch.rowCount(); k++) {
      int row = batch.rowAt(k);
      long weight = batch.weightAt(row);
      if (weight == 0) {
        continue;
      }
      if (weight < 0 && !changelog) {
        throw new IllegalStateException("a retraction in an append-only output");
      }
      message.reset();
      messages.write(column -> value(batch, row, column, weight > 0), message);
      for (long n = Math.abs(weight); n > 0; n--) {
        WireOutput.bytes(message.array(), 0, message.length(), buffer);
        if (buffer.length() >= FLUSH_BYTES) {
          buffer.drainTo(output.stream());
        }
      }
    }
  }

  private @Nullable Object value(Batch batch, int row, int column, boolean inserted) {
    if (!changelog) {
      return Values.get(batch.column(column), row);
    }
    return column == 0 ? inserted ? INSERT : DELETE : Values.get(batch.column(column - 1), row);
  }

  @Override
  public void endStep() throws IOException {
    if (output.visibleAtOnce()) {
      buffer.drainTo(output.stream());
      output.stream().flush();
    }
  }

  @Override
  public void commit() throws IOException {
    buffer.drainTo(output.stream());
    complete = true;
    output.stream().close();
    file.commit();
  }

  @Override
  public void close() throws IOException {
    try (file) {
      if (!complete) {
        output.stream().close(); // a compressor holds memory that is not the heap's
      }
    }
  }
}
