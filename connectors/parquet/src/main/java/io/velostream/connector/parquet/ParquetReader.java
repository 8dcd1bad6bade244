package io.velostream.connector.parquet;

import io.velostream.columnar.Batch;
import io.velostream.columnar.Vector;
import io.velostream.columnar.error.UserException;
import io.velostream.connector.spi.BatchReader;
import java.io.IOException;
import java.util.List;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.jspecify.annotations.Nullable;

/// Reads the wanted columns of one file, row group by row group.
final class ParquetReader implements BatchReader {
  private final ParquetFile file;
  private final List<ReadColumn> columns;
  private final RowGroups groups;
  private final int batchRows;
  private final RowErrors errors;
  private final long bytesTotal;
  private int nextGroup;
  private int skippedGroups;

  /// Rows of the row group that have not been read.
  private long rowsLeft;

  /// Number of the next row in the file, from 1.
  private long nextRow = 1;

  private boolean atEnd;

  ParquetReader(
      ParquetFile file, List<ReadColumn> columns, RowGroups groups, int batchRows, RowErrors errors)
      throws IOException {
    this.file = file;
    this.columns = columns;
    this.groups = groups;
    this.batchRows = batchRows;
    this.errors = errors;
    this.bytesTotal = file.access().length();
  }

  @Override
  public @Nullable Batch read() {
    try {
      while (rowsLeft == 0) {
        if (!startGroup()) {
          return null;
        }
      }
      int rows = (int) Math.min(batchRows, rowsLeft);
      Vector[] vectors = new Vector[columns.size()];
      for (int i = 0; i < vectors.length; i++) {
        vectors[i] = read(columns.get(i), rows);
      }
      int[] good = errors.finish(nextRow, rows);
      rowsLeft -= rows;
      nextRow += rows;
      return good == null
          ? new Batch(vectors, rows, null, null)
          : new Batch(vectors, good.length, good, null);
    } catch (IOException e) {
      throw file.unreadable(e);
    }
  }

  private Vector read(ReadColumn column, int rows) throws IOException {
    try {
      return column.read(rows, errors);
    } catch (UserException e) {
      throw e;
    } catch (RuntimeException e) {
      // Parquet's decoders throw what they like over bytes that they do not understand.
      String where = "column '%s', row group %d: ".formatted(column.field().name(), nextGroup);
      throw file.damaged(where, e);
    }
  }

  private boolean startGroup() throws IOException {
    List<BlockMetaData> all = file.rowGroups();
    while (nextGroup < all.size()) {
      BlockMetaData group = all.get(nextGroup++);
      if (groups.isNeeded(group)) {
        rowsLeft = group.getRowCount();
        for (ReadColumn column : columns) {
          start(column, group);
        }
        return true;
      }
      skippedGroups++;
      nextRow += group.getRowCount();
    }
    atEnd = true;
    return false;
  }

  private void start(ReadColumn column, BlockMetaData group) {
    for (LeafReader leaf : column.leaves()) {
      ColumnChunkMetaData chunk = chunk(leaf, column, group);
      leaf.start(new ChunkPages(file.access(), chunk, leaf.leaf.descriptor(), leaf.spare()));
    }
    if (column.source() != null) {
      column.source().startGroup();
    }
  }

  private ColumnChunkMetaData chunk(LeafReader leaf, ReadColumn column, BlockMetaData group) {
    String[] path = leaf.leaf.descriptor().getPath();
    for (ColumnChunkMetaData chunk : group.getColumns()) {
      if (java.util.Arrays.equals(chunk.getPath().toArray(), path)) {
        if (chunk.isEncrypted()) {
          throw file.encrypted(column.field().name());
        }
        if (!PageCodec.isReadable(chunk.getCodec())) {
          throw file.unknownCodec(column.field().name(), chunk.getCodec());
        }
        return chunk;
      }
    }
    String where = "column '" + column.field().name() + "': ";
    throw file.damaged(where, new DamagedException("row group " + nextGroup + " lacks it"));
  }

  /// How many row groups did not have to be read.
  int skippedGroups() {
    return skippedGroups;
  }

  @Override
  public long bytesRead() {
    if (atEnd) {
      return bytesTotal;
    }
    return columns.stream()
        .flatMap(c -> c.leaves().stream())
        .mapToLong(LeafReader::bytesRead)
        .sum();
  }

  @Override
  public long bytesTotal() {
    return bytesTotal;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
