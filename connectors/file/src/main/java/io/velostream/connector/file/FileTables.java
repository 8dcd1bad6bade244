package io.velostream.connector.file;

import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.stream.seam.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the names of files say about them.
public final class FileTables {
  /// The option with the number of rows that are looked at to find columns.
  public static final String SAMPLE_ROWS = "infer.sample-rows";

  private FileTables() {}

  /// The options of the table that a bare path stands for, as in `SELECT … FROM 'trades.csv.gz'`.
  public static Map<String, String> options(String path) {
    Map<String, String> options = new LinkedHashMap<>();
    options.put("connector", FileConnector.NAME);
    options.put(FileConnector.PATH, path);
    return options;
  }

  /// The format that the end of a path says (`.csv`, `.tsv`, `.json`, `.jsonl`, `.ndjson`, each
  /// also with `.gz` or `.zst`).
  public static Optional<String> format(String path) {
    return FileFormats.ofPath(path).map(FileFormat::name);
  }

  /// The files that a path stands for, in order.
  ///
  /// @throws UserException UNKNOWN_NAME when a pattern or a folder has none
  public static List<String> files(String path, Files files) {
    return FileSet.find(path, files).files();
  }

  /// The error for a file that is not there, with the nearest name as hint.
  public static UserException missing(String path, Files files) {
    return FileSet.missing(path, files);
  }

  /// The format that the names of files say, if they say one.
  ///
  /// @param path the path that stands for the files, for messages
  /// @throws UserException BAD_INPUT when they say several, or only some say one
  public static Optional<String> commonFormat(String path, List<String> files) {
    Optional<String> first = format(files.getFirst());
    for (String file : files) {
      if (!format(file).equals(first)) {
        throw new UserException(
                ErrorCode.BAD_INPUT,
                "'"
                    + path
                    + "' holds files of several formats: '"
                    + files.getFirst()
                    + "' and '"
                    + file
                    + "'")
            .hint("use a pattern that leaves some out, such as 'folder/**/*.csv'");
      }
    }
    return first;
  }
}
