package io.velostream.connector.file;

import io.velostream.columnar.Batch;
import io.velostream.columnar.ColumnBound;
import io.velostream.columnar.Field;
import io.velostream.columnar.Schema;
import io.velostream.columnar.Vector;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.connector.formats.ConstantColumn;
import io.velostream.connector.formats.Formats;
import io.velostream.connector.spi.TableRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Adds to the rows of each file the columns that its folders tell.
final class PartitionColumns {
  private final List<Integer> inFiles = new ArrayList<>();

  /// By column of the table: its index in the files, or -1.
  private final int[] places;

  private final List<Field> fileFields = new ArrayList<>();

  /// By wanted column: what gives its value, or `null` when it is in the files.
  private final @Nullable ConstantColumn[] constants;

  private final Vector[] values;

  /// Rows that the values are there for.
  private int rows;

  private String path = "";

  PartitionColumns(TableRequest request, Partitions partitions) {
    Schema schema = request.schema();
    places = new int[schema.size()];
    for (int i = 0; i < places.length; i++) {
      places[i] = -1;
      if (!partitions.contain(schema.field(i))) {
        places[i] = fileFields.size();
        fileFields.add(schema.field(i));
      }
    }
    constants = new ConstantColumn[request.columns().size()];
    values = new Vector[constants.length];
    rows = request.batchRows();
    for (int i = 0; i < constants.length; i++) {
      Field field = schema.field(request.columns().get(i));
      if (partitions.contain(field)) {
        constants[i] = Formats.constant(field, rows);
      } else {
        inFiles.add(places[request.columns().get(i)]);
      }
    }
  }

  /// What is to be read of the files.
  TableRequest ofFiles(TableRequest request) {
    return new TableRequest(
        request.table(),
        request.options(),
        new Schema(fileFields),
        inFiles,
        request.changelog(),
        request.batchRows(),
        request.world(),
        request.badRows(),
        request.bounds().stream()
            .filter(bound -> places[bound.column()] >= 0)
            .map(bound -> new ColumnBound(places[bound.column()], bound.relation(), bound.value()))
            .toList(),
        request.tables(),
        List.of());
  }

  /// The batches that follow are of this file.
  ///
  /// @throws UserException BAD_INPUT when a folder's name is no value of its column
  void enter(String path) {
    this.path = path;
    for (int i = 0; i < constants.length; i++) {
      ConstantColumn constant = constants[i];
      if (constant != null) {
        values[i] = constant.of(value(path, constant.field()));
      }
    }
  }

  private static @Nullable String value(String path, Field field) {
    Optional<String> value =
        HivePath.values(path)
            .getOrDefault(field.name().toLowerCase(java.util.Locale.ROOT), Optional.empty());
    if (value.isEmpty() && !field.nullable()) {
      throw new UserException(
          ErrorCode.BAD_INPUT,
          "column '" + field.name() + "' is NOT NULL but has no value in '" + path + "'");
    }
    return value.orElse(null);
  }

  private void grow(int more) {
    rows = more;
    for (int i = 0; i < constants.length; i++) {
      ConstantColumn constant = constants[i];
      constants[i] = constant == null ? null : Formats.constant(constant.field(), rows);
    }
    enter(path);
  }

  /// The batch of a file with all columns that are wanted.
  Batch complete(Batch batch) {
    if (inFiles.size() == values.length) {
      return batch;
    }
    if (batch.rowCount() > rows) {
      grow(batch.rowCount() * 2);
    }
    Vector[] all = values.clone();
    int next = 0;
    for (int i = 0; i < all.length; i++) {
      if (constants[i] == null) {
        all[i] = batch.column(next++);
      }
    }
    return batch.withColumns(all);
  }
}
