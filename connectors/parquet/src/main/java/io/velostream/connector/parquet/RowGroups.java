package io.velostream.connector.parquet;

import org.apache.parquet.hadoop.metadata.BlockMetaData;

/// Which row groups of a file can have rows that a query wants.
@FunctionalInterface
interface RowGroups {
  /// All of them.
  RowGroups ALL = _ -> true;

  /// Whether a row group must be read.
  boolean isNeeded(BlockMetaData group);
}
