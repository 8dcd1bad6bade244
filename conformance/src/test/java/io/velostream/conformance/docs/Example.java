package io.velostream.conformance.docs;

import java.util.List;
import java.util.Optional;

/// A block of SQL in a document, and the block of text after it that shows what it prints.
///
/// @param line where the SQL starts, from 1
/// @param format the word after `sql` in the block's first line, `table` if there is none
/// @param sql the statements
/// @param nextLine index of the line after the block of SQL
/// @param output what the document shows; empty if no block of text follows at once
record Example(int line, String format, String sql, int nextLine, Optional<Output> output) {

  /// A block of text.
  ///
  /// @param start index of its first line, below the fence
  /// @param end index of the fence that ends it
  record Output(int start, int end, List<String> lines) {}
}
