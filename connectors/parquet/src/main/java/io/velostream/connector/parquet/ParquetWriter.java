package io.velostream.connector.parquet;

import io.velostream.columnar.Batch;
import io.velostream.columnar.Field;
import io.velostream.columnar.Schema;
import io.velostream.columnar.Vector;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.connector.spi.BatchWriter;
import io.velostream.stream.seam.Files;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.format.Util;
import org.apache.parquet.format.converter.ParquetMetadataConverter;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.metadata.FileMetaData;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;

/// Writes one file, which appears under its name only when it is complete and durable.
///
/// A row group is kept in memory, encoded and compressed, until it has its rows or is large.
final class ParquetWriter implements BatchWriter {
  private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
  private static final String CREATED_BY = "velostream";
  private static final Binary INSERT = Binary.fromString("+I");
  private static final Binary DELETE = Binary.fromString("-D");
  private static final int VERSION = 1;

  /// A row group that needs more memory is written before it has all its rows.
  private static final long MAX_GROUP_BYTES = 128 << 20;

  private static final int ROWS_BETWEEN_CHECKS = 1_024;

  private final Files.AtomicFile file;
  private final OutputStream out;
  private final Schema schema;
  private final boolean changelog;
  private final MessageType message;
  private final CompressionCodecName codec;
  private final long groupRows;
  private final ParquetProperties properties;
  private final ParquetMetadataConverter converter = new ParquetMetadataConverter();
  private final List<BlockMetaData> groups = new ArrayList<>();
  private long position;
  private RowGroupWriter group;

  /// @param op name of a first column that tells insertions from retractions; empty for none
  /// @param groupRows rows of a row group
  ParquetWriter(
      Files.AtomicFile file,
      Schema schema,
      List<String> op,
      CompressionCodecName codec,
      long groupRows)
      throws IOException {
    this.file = file;
    this.out = new BufferedOutputStream(file.stream(), 1 << 16);
    this.schema = schema;
    this.changelog = !op.isEmpty();
    this.message = FileTypes.message(schema, op);
    this.codec = codec;
    this.groupRows = groupRows;
    this.properties =
        ParquetProperties.builder()
            .withWriterVersion(ParquetProperties.WriterVersion.PARQUET_1_0)
            .build();
    this.group = newGroup();
    write(MAGIC);
  }

  private RowGroupWriter newGroup() {
    return new RowGroupWriter(message, schema, codec, properties, converter);
  }

  private void write(byte[] bytes) throws IOException {
    out.write(bytes);
    position += bytes.length;
  }

  @Override
  public void write(Batch batch) throws IOException {
    for (int k = 0; k < batch.rowCount(); k++) {
      int row = batch.rowAt(k);
      long weight = batch.weightAt(row);
      if (weight < 0 && !changelog) {
        throw new IllegalStateException("a retraction in an append-only output");
      }
      for (long n = Math.abs(weight); n > 0; n--) {
        writeRow(batch, row, weight > 0 ? INSERT : DELETE);
      }
    }
  }

  private void writeRow(Batch batch, int row, Binary op) throws IOException {
    group.startRow();
    if (changelog) {
      group.writeOp(op);
    }
    for (int i = 0; i < schema.size(); i++) {
      Vector column = batch.column(i);
      Field field = schema.field(i);
      if (!column.isNull(row)) {
        group.write(i, field, column, row);
      } else if (!field.nullable()) {
        throw new UserException(
            ErrorCode.INVALID_ARGUMENT,
            "column '" + field.name() + "' is NOT NULL, but a row to be written has no value");
      }
    }
    group.endRow();
    boolean full = group.rows() >= groupRows;
    if (full
        || group.rows() % ROWS_BETWEEN_CHECKS == 0 && group.bufferedBytes() > MAX_GROUP_BYTES) {
      flush();
    }
  }

  private void flush() throws IOException {
    BlockMetaData written = group.writeTo(out, position);
    position += written.getCompressedSize();
    written.setOrdinal(groups.size());
    groups.add(written);
    group = newGroup();
  }

  @Override
  public void endStep() {}

  @Override
  public void commit() throws IOException {
    if (group.rows() > 0) {
      flush();
    }
    FileMetaData about = new FileMetaData(message, Map.of(), CREATED_BY);
    ByteArrayOutputStream footer = new ByteArrayOutputStream();
    Util.writeFileMetaData(
        converter.toParquetMetadata(VERSION, new ParquetMetadata(about, groups)), footer);
    write(footer.toByteArray());
    write(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(footer.size()).array());
    write(MAGIC);
    out.flush();
    file.commit();
  }

  @Override
  public void close() throws IOException {
    try (file) {
      group.close();
    }
  }
}
