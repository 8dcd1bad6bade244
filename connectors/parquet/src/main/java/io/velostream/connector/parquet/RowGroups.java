package io.velostream.connector.parquet;

import io.velostream.columnar.ColumnBound;
import io.velostream.columnar.Field;
import io.velostream.connector.spi.TableRequest;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;

/// Which row groups of a file can have rows that a query wants, as their statistics tell.
///
/// @param bounds what a wanted row meets, for columns that the file stores in the declared form
record RowGroups(List<Bound> bounds) {
  /// A bound on a stored column.
  record Bound(Leaf leaf, ColumnBound condition) {}

  RowGroups {
    bounds = List.copyOf(bounds);
  }

  /// The bounds of a request that can be held against statistics of a file.
  static RowGroups of(TableRequest request, ParquetFile file) {
    List<Bound> bounds = new ArrayList<>();
    for (ColumnBound condition : request.bounds()) {
      Field field = request.schema().field(condition.column());
      FileField stored = ParquetSource.find(field.name(), file.fields());
      if (stored != null && stored.leaf().isPresent()) {
        Leaf leaf = stored.leaf().get();
        // A repeated column counts values, not rows; a cast may change the value.
        if (leaf.maxRepetition() == 0 && ColumnCast.holdsAll(leaf.type(), field.type())) {
          bounds.add(new Bound(leaf, condition));
        }
      }
    }
    return new RowGroups(bounds);
  }

  /// Whether a row group must be read.
  boolean isNeeded(BlockMetaData group) {
    for (Bound bound : bounds) {
      String[] path = bound.leaf.descriptor().getPath();
      for (ColumnChunkMetaData chunk : group.getColumns()) {
        if (java.util.Arrays.equals(chunk.getPath().toArray(), path)
            && !chunk.isEncrypted()
            && ChunkStatistics.excludes(chunk, bound.leaf, bound.condition)) {
          return false;
        }
      }
    }
    return true;
  }
}
