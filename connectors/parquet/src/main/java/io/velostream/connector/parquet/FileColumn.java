package io.velostream.connector.parquet;

import io.velostream.columnar.Vector;
import java.io.IOException;
import java.util.List;

/// A column of a file that a query reads, row group by row group.
sealed interface FileColumn permits FlatColumn, NestedColumn {
  /// The stored columns that it is made of. Whoever goes on to the next row group starts a chunk of
  /// each, then calls [#startGroup()].
  List<LeafReader> leaves();

  /// A row group begins.
  void startGroup();

  /// The next `rows` rows of the row group; valid until the next call.
  ///
  /// @throws DamagedException when the file does not have them
  Vector read(int rows) throws IOException;
}
