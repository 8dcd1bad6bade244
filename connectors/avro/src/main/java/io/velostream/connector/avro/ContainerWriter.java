package io.velostream.connector.avro;

import io.velostream.columnar.Batch;
import io.velostream.columnar.BytesVectorBuilder;
import io.velostream.columnar.Field;
import io.velostream.columnar.Schema;
import io.velostream.columnar.Slice;
import io.velostream.columnar.Vector;
import io.velostream.connector.formats.RowEncoder;
import io.velostream.connector.formats.TextBuffer;
import io.velostream.connector.spi.BatchWriter;
import io.velostream.stream.seam.Files;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Writes one file, which appears under its name only when it is complete and durable.
final class ContainerWriter implements BatchWriter {
  /// Bytes of a block, about.
  private static final int BLOCK_BYTES = 1 << 16;

  private static final Slice INSERT = Slice.utf8("+I");
  private static final Slice DELETE = Slice.utf8("-D");

  private final Files.AtomicFile file;
  private final OutputStream out;
  private final RecordEncoder encoder;
  private final BlockCodec codec;
  private final boolean changelog;
  private final byte[] sync;
  private final TextBuffer block = new TextBuffer();
  private final BytesVectorBuilder ops = new BytesVectorBuilder();
  private long records;

  /// @param changelog whether a first column tells insertions from retractions
  /// @param mark what stands behind each block: 16 bytes at random
  ContainerWriter(
      Files.AtomicFile file,
      Schema columns,
      org.apache.avro.Schema record,
      BlockCodec codec,
      boolean changelog,
      long[] mark)
      throws IOException {
    this.file = file;
    this.out = new BufferedOutputStream(file.stream(), BLOCK_BYTES);
    this.codec = codec;
    this.changelog = changelog;
    this.encoder = new RecordEncoder(columns, record);
    this.sync = ByteBuffer.allocate(16).putLong(mark[0]).putLong(mark[1]).array();
    head(record);
  }

  /// The columns with the one that tells insertions from retractions.
  static Schema withOp(Schema columns) {
    List<Field> all = new ArrayList<>();
    all.add(new Field(RowEncoder.OP, io.velostream.columnar.DataType.STRING, false));
    all.addAll(columns.fields());
    return new Schema(all);
  }

  private void head(org.apache.avro.Schema record) throws IOException {
    TextBuffer head = new TextBuffer();
    head.append("Obj");
    head.append(1);
    AvroOutput.putLong(2, head);
    entry("avro.schema", record.toString(), head);
    entry("avro.codec", codec.text(), head);
    AvroOutput.putLong(0, head);
    head.append(sync, 0, sync.length);
    head.drainTo(out);
  }

  private static void entry(String key, String value, TextBuffer head) {
    for (String text : List.of(key, value)) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      AvroOutput.putBytes(bytes, 0, bytes.length, head);
    }
  }

  @Override
  public void write(Batch batch) throws IOException {
    Batch rows = changelog ? withOps(batch) : batch;
    for (int k = 0; k < batch.rowCount(); k++) {
      int row = batch.rowAt(k);
      long weight = batch.weightAt(row);
      if (weight < 0 && !changelog) {
        throw new IllegalStateException("a retraction in an append-only output");
      }
      for (long n = Math.abs(weight); n > 0; n--) {
        encoder.row(rows, row, block);
        records++;
        if (block.length() >= BLOCK_BYTES) {
          flush();
        }
      }
    }
  }

  private Batch withOps(Batch batch) {
    ops.reset();
    int rows = 0;
    for (int k = 0; k < batch.rowCount(); k++) {
      rows = Math.max(rows, batch.rowAt(k) + 1);
    }
    for (int row = 0; row < rows; row++) {
      ops.append(batch.weightAt(row) < 0 ? DELETE : INSERT);
    }
    Vector[] columns = new Vector[batch.columnCount() + 1];
    columns[0] = ops.build();
    System.arraycopy(batch.columns(), 0, columns, 1, batch.columnCount());
    return batch.withColumns(columns);
  }

  private void flush() throws IOException {
    byte[] bytes = codec.compress(Arrays.copyOf(block.array(), block.length()));
    block.reset();
    AvroOutput.putLong(records, block);
    AvroOutput.putBytes(bytes, 0, bytes.length, block);
    block.append(sync, 0, sync.length);
    block.drainTo(out);
    records = 0;
  }

  @Override
  public void endStep() {}

  @Override
  public void commit() throws IOException {
    if (records > 0) {
      flush();
    }
    out.flush();
    file.commit();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
