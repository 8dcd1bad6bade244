package io.velostream.connector.parquet;

import io.velostream.columnar.DataType;
import io.velostream.columnar.Field;
import io.velostream.columnar.Schema;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.connector.file.FileFormat;
import io.velostream.stream.seam.Files;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Finds the columns of files by their footers.
final class ParquetSurvey implements FileFormat.Survey {
  private final boolean union;
  private final Files files;
  private final Map<String, Field> columns = new LinkedHashMap<>();
  private @Nullable String first;

  /// @param union whether a file may lack columns that others have
  ParquetSurvey(boolean union, Files files) {
    this.union = union;
    this.files = files;
  }

  @Override
  public void add(String path) throws IOException {
    Map<String, Field> found = new LinkedHashMap<>();
    try (ParquetFile file = ParquetFile.open(path, files)) {
      for (FileField field : file.fields()) {
        if (field.problem().isPresent()) {
          throw ReadColumn.unknown(field, path);
        }
        Field column = new Field(field.name(), field.type(), field.nullable());
        if (found.put(key(field.name()), column) != null) {
          throw new UserException(
              ErrorCode.AMBIGUOUS_NAME,
              "'" + path + "' has several columns '" + field.name() + "'");
        }
      }
    }
    String earlier = first;
    if (earlier == null) {
      first = path;
      columns.putAll(found);
    } else {
      merge(found, path, earlier);
    }
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  private void merge(Map<String, Field> found, String path, String earlier) {
    if (!union && !found.keySet().equals(columns.keySet())) {
      throw new UserException(
              ErrorCode.BAD_INPUT, "'" + earlier + "' and '" + path + "' have different columns")
          .hint("to read NULL where a file lacks a column, set 'union-by-name' = 'true'");
    }
    columns.replaceAll(
        (name, field) -> found.containsKey(name) ? field : Field.of(field.name(), field.type()));
    found.forEach((name, field) -> {
      Field known = columns.get(name);
      columns.put(
          name,
          known == null ? Field.of(field.name(), field.type()) : join(known, field, path, earlier));
    });
  }

  private static Field join(Field known, Field field, String path, String earlier) {
    DataType type;
    if (ColumnCast.holdsAll(field.type(), known.type())) {
      type = known.type();
    } else if (ColumnCast.holdsAll(known.type(), field.type())) {
      type = field.type();
    } else {
      throw new UserException(
              ErrorCode.BAD_INPUT,
              "column '%s' is %s in '%s', but %s in '%s'"
                  .formatted(known.name(), known.type().sql(), earlier, field.type().sql(), path))
          .hint("declare the columns with CREATE TABLE");
    }
    return new Field(known.name(), type, known.nullable() || field.nullable());
  }

  @Override
  public Schema schema() {
    return new Schema(java.util.List.copyOf(columns.values()));
  }
}
