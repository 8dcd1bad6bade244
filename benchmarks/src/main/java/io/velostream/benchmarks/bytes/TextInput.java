package io.velostream.benchmarks.bytes;

import java.io.IOException;
import java.nio.file.Path;

/// A text file of made-up records, and how either engine is told to read it.
public interface TextInput {
  /// A name for a file of so many records.
  String fileName(long records);

  /// Writes the first `records` records; they are the same each time.
  ///
  /// @throws IOException when the file cannot be written
  void write(Path file, long records) throws IOException;

  /// The declaration of the table for Velostream.
  String declaration(String path);

  /// The same for DuckDB, with every column's type given, which is its fastest way.
  String peerDeclaration(String path);
}
