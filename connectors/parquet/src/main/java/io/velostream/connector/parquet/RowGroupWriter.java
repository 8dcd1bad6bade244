package io.velostream.connector.parquet;

import io.velostream.columnar.Field;
import io.velostream.columnar.Schema;
import io.velostream.columnar.Vector;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnWriteStore;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.column.page.PageWriteStore;
import org.apache.parquet.column.page.PageWriter;
import org.apache.parquet.format.converter.ParquetMetadataConverter;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;

/// The row group being written.
final class RowGroupWriter {
  private final Map<ColumnDescriptor, ChunkWriter> chunks = new LinkedHashMap<>();
  private final ColumnWriteStore columns;
  private final RecordConsumer rowWriter;
  private final List<ValueWriter> values = new ArrayList<>();
  private final MessageType message;

  /// Columns of the file before those of the schema.
  private final int before;

  private long rows;

  RowGroupWriter(
      MessageType message,
      Schema schema,
      CompressionCodecName codec,
      ParquetProperties properties,
      ParquetMetadataConverter converter) {
    this.message = message;
    this.before = message.getFieldCount() - schema.size();
    for (ColumnDescriptor column : message.getColumns()) {
      chunks.put(column, new ChunkWriter(column, codec, converter));
    }
    this.columns = properties.newColumnWriteStore(message, new Chunks(chunks));
    this.rowWriter = new ColumnIOFactory().getColumnIO(message).getRecordWriter(columns);
    for (Field field : schema.fields()) {
      values.add(new ValueWriter(field.type(), rowWriter));
    }
  }

  private record Chunks(Map<ColumnDescriptor, ChunkWriter> byColumn) implements PageWriteStore {
    @Override
    public PageWriter getPageWriter(ColumnDescriptor column) {
      ChunkWriter chunk = byColumn.get(column);
      if (chunk == null) {
        throw new IllegalStateException("no column " + column);
      }
      return chunk;
    }
  }

  long rows() {
    return rows;
  }

  long bufferedBytes() {
    long compressed = chunks.values().stream().mapToLong(ChunkWriter::getMemSize).sum();
    return columns.getBufferedSize() + compressed;
  }

  void startRow() {
    rowWriter.startMessage();
  }

  void writeOp(Binary op) {
    rowWriter.startField(message.getFieldName(0), 0);
    rowWriter.addBinary(op);
    rowWriter.endField(message.getFieldName(0), 0);
  }

  /// Writes the value of a column, which is not NULL.
  void write(int index, Field field, Vector vector, int row) {
    rowWriter.startField(field.name(), index + before);
    values.get(index).write(vector, row);
    rowWriter.endField(field.name(), index + before);
  }

  void endRow() {
    rowWriter.endMessage();
    rows++;
  }

  /// Ends the row group and writes it.
  BlockMetaData writeTo(OutputStream out, long position) throws IOException {
    rowWriter.flush();
    columns.flush();
    BlockMetaData group = new BlockMetaData();
    group.setRowCount(rows);
    long at = position;
    long plain = 0;
    for (ChunkWriter chunk : chunks.values()) {
      ColumnChunkMetaData written = chunk.writeTo(out, at);
      group.addColumn(written);
      at += written.getTotalSize();
      plain += written.getTotalUncompressedSize();
    }
    group.setTotalByteSize(plain);
    columns.close();
    return group;
  }

  void close() {
    columns.close();
  }
}
