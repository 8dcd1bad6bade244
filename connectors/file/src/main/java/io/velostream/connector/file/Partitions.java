package io.velostream.connector.file;

import io.velostream.columnar.Field;
import io.velostream.columnar.Schema;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.connector.formats.SchemaInference;
import io.velostream.connector.spi.Options;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Which columns of a table are told by the folders that its files lie in.
///
/// @param keys names of the columns in small letters, in order of the folders
record Partitions(List<String> keys) {
  /// The option that turns them on or off.
  static final String OPTION = "hive-partitioning";

  Partitions {
    keys = List.copyOf(keys);
  }

  /// The keys that all files of a table have.
  ///
  /// @throws UserException BAD_INPUT when files have different ones and the option wants them
  static Partitions of(FileSet set, Options options) {
    String wanted = options.get(OPTION);
    if (wanted.equals("false")) {
      return new Partitions(List.of());
    }
    String first = set.files().getFirst();
    List<String> keys = keys(first);
    for (String file : set.files()) {
      if (!keys(file).equals(keys)) {
        if (wanted.equals("true")) {
          throw new UserException(
                  ErrorCode.BAD_INPUT,
                  "'" + first + "' and '" + file + "' lie in folders for different columns")
              .hint("set '" + OPTION + "' = 'false', or use a pattern that leaves some out");
        }
        return new Partitions(List.of());
      }
    }
    return new Partitions(keys);
  }

  /// The keys of a table that has no files yet.
  static Partitions declared(Options options) {
    return new Partitions(
        options.get(OPTION).equals("false")
            ? List.of()
            : PartitionKeys.names(options).stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .toList());
  }

  private static List<String> keys(String path) {
    return List.copyOf(HivePath.values(path).keySet());
  }

  /// Whether the folders tell the values of a column.
  boolean contain(Field field) {
    return keys.contains(field.name().toLowerCase(Locale.ROOT));
  }

  /// The columns of the files, then those of the folders, with types that fit all their values.
  Schema infer(Schema ofFiles, FileSet set) {
    List<Field> fields =
        new ArrayList<>(ofFiles.fields().stream().filter(field -> !contain(field)).toList());
    for (String key : keys) {
      List<String> texts =
          set.files().stream()
              .map(file -> HivePath.values(file).get(key))
              .flatMap(Optional::stream)
              .distinct()
              .toList();
      fields.add(SchemaInference.column(key, texts));
    }
    return new Schema(fields);
  }
}
