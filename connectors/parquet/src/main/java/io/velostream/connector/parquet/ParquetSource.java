package io.velostream.connector.parquet;

import io.velostream.columnar.Field;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.connector.file.FileFormat;
import io.velostream.connector.spi.BatchReader;
import io.velostream.connector.spi.TableRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads the files of a table.
final class ParquetSource implements FileFormat.Source {
  private final TableRequest request;
  private final boolean missingIsNull;

  /// By wanted column: the ids of its strings, the same in all files.
  private final List<@Nullable SharedIds> sharedIds = new ArrayList<>();

  /// @param missingIsNull whether a column that a file lacks is NULL, else an error
  /// @param dictionaries whether strings may be ids
  ParquetSource(TableRequest request, boolean missingIsNull, boolean dictionaries) {
    this.request = request;
    this.missingIsNull = missingIsNull;
    request.columns().forEach(_ -> sharedIds.add(dictionaries ? new SharedIds() : null));
  }

  @Override
  public BatchReader open(String path) throws IOException {
    ParquetFile file = ParquetFile.open(path, request.world().files());
    try {
      List<ReadColumn> columns = new ArrayList<>();
      for (int i = 0; i < request.columns().size(); i++) {
        Field field = request.schema().field(request.columns().get(i));
        columns.add(column(field, file, sharedIds.get(i)));
      }
      RowErrors errors = new RowErrors(path, request.badRows(), request.batchRows());
      return new ParquetReader(
          file, columns, RowGroups.of(request, file), request.batchRows(), errors);
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  private ReadColumn column(Field field, ParquetFile file, @Nullable SharedIds ids) {
    FileField stored = find(field.name(), file.fields());
    if (stored != null) {
      return ReadColumn.of(field, stored, file.path(), request.batchRows(), ids);
    }
    if (missingIsNull && field.nullable()) {
      return ReadColumn.missing(field, request.batchRows());
    }
    List<String> names = file.fields().stream().map(FileField::name).toList();
    throw new UserException(
            ErrorCode.BAD_INPUT, "'" + file.path() + "' has no column '" + field.name() + "'")
        .hint(
            "it has: " + String.join(", ", names) + "; to read NULL, set 'union-by-name' = 'true'");
  }

  /// The column of that name: exactly, else with letter case ignored.
  static @Nullable FileField find(String name, List<FileField> fields) {
    for (FileField field : fields) {
      if (field.name().equals(name)) {
        return field;
      }
    }
    for (FileField field : fields) {
      if (field.name().equalsIgnoreCase(name)) {
        return field;
      }
    }
    return null;
  }
}
