package io.velostream.connector.file;

import io.velostream.columnar.Schema;
import io.velostream.connector.spi.BatchReader;
import io.velostream.connector.spi.BatchWriter;
import io.velostream.connector.spi.OptionSpec;
import io.velostream.connector.spi.Options;
import io.velostream.connector.spi.ReadPosition;
import io.velostream.connector.spi.TableRequest;
import io.velostream.stream.seam.Files;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// How rows lie in a file. CSV and JSON lines are built in, others are found by ServiceLoader; a
/// format has no state.
public interface FileFormat {
  /// The value of the option `format` that selects it.
  String name();

  /// The ends of names that mean this format, with the point, in small letters; the first one is
  /// for files that get a name.
  List<String> extensions();

  /// Whether a file is rows one after the other and nothing around them, so that it may be
  /// compressed as a whole, be standard input or output, and be made of pieces by several writers.
  boolean isStream();

  /// The options of a writer that goes on in a file, where they are others: it writes no header.
  default Map<String, String> withoutHeader() {
    return Map.of();
  }

  /// Whether rows are changes, so that they can take others back.
  default boolean isChangelog() {
    return false;
  }

  /// Whether a reader makes use of [TableRequest#bounds()].
  default boolean usesBounds() {
    return false;
  }

  /// The options that a table of this format may have, besides those of the connector. A format
  /// that is no stream has a `compression` of its own.
  ///
  /// @param path what the files are called
  List<OptionSpec> options(String path);

  /// The options whose names hold names of columns.
  ///
  /// @param given the names of the options that a table has, not checked
  default List<OptionSpec> columnOptions(Set<String> given) {
    return List.of();
  }

  /// Starts to look for the columns of a table.
  ///
  /// @param sampleRows how many rows to look at in all, at least
  /// @param files how many files will be looked at
  Survey survey(Options options, int sampleRows, int files, Files seam);

  /// Prepares to read files of a table.
  ///
  /// @param request its schema is that of the files, its columns are those wanted of them
  Source source(TableRequest request);

  /// Writes a file.
  ///
  /// @param path for messages
  /// @param file where to write; the writer commits and closes it
  /// @throws IOException when it cannot be written
  BatchWriter writer(TableRequest request, String path, Files.AtomicFile file) throws IOException;

  /// Finds columns by looking at files.
  interface Survey {
    /// Looks at a file.
    ///
    /// @throws IOException when it cannot be read
    void add(String path) throws IOException;

    /// The columns of the files looked at.
    ///
    /// @throws io.velostream.columnar.error.UserException BAD_INPUT when there are none
    Schema schema();
  }

  /// Reads the files of a table, one after the other. What it knows of a column (the ids of its
  /// strings) stays from file to file.
  interface Source {
    /// A reader of one file; the one before has been closed.
    ///
    /// @throws IOException when the file cannot be read
    BatchReader open(String path) throws IOException;

    /// A reader of one file from a place that a reader of the same file has told.
    ///
    /// @throws IOException when the file cannot be read
    default BatchReader open(String path, ReadPosition from) throws IOException {
      throw new IllegalStateException("no reader of this format tells places");
    }
  }
}
