package io.velostream.connector.parquet;

import io.velostream.columnar.BytesVector;
import io.velostream.columnar.DataType;
import io.velostream.columnar.DoubleVector;
import io.velostream.columnar.Field;
import io.velostream.columnar.LongVector;
import io.velostream.columnar.Vector;
import io.velostream.columnar.WideVector;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A declared column of a table, read from one file.
///
/// @param field the declared column
/// @param source what the file has for it; `null` if nothing, which is NULL
record ReadColumn(Field field, @Nullable FileColumn source, ColumnCast cast) {
  /// @param sharedIds the ids of the column's strings
  /// @throws UserException TYPE_MISMATCH when the file's values are of a type that does not go with
  ///   the declared one
  static ReadColumn of(
      Field field, FileField stored, String path, int batchRows, @Nullable SharedIds sharedIds) {
    if (stored.problem().isPresent()) {
      throw unknown(stored, path);
    }
    Optional<Leaf> leaf = stored.leaf().map(found -> wanted(found, field.type()));
    DataType type = leaf.map(Leaf::type).orElse(stored.type());
    ColumnCast cast =
        ColumnCast.of(type, field, batchRows).orElseThrow(() -> mismatch(field, stored, path));
    boolean flat = leaf.isPresent() && leaf.get().maxRepetition() == 0;
    FileColumn source =
        flat
            ? new FlatColumn(leaf.get(), batchRows, SharedIds.fit(leaf.get()) ? sharedIds : null)
            : new NestedColumn(stored.part().get(), batchRows);
    return new ReadColumn(field, source, cast);
  }

  /// A column that the file lacks.
  static ReadColumn missing(Field field, int batchRows) {
    boolean[] nulls = new boolean[batchRows];
    Arrays.fill(nulls, true);
    long[] longs = new long[batchRows];
    Vector vector =
        switch (field.type().lane()) {
          case LONG -> new LongVector(longs, nulls);
          case DOUBLE -> new DoubleVector(new double[batchRows], nulls);
          case WIDE -> new WideVector(longs, longs, nulls);
          case BYTES -> new BytesVector(new byte[BytesVector.PADDING], longs, nulls);
        };
    return new ReadColumn(field, null, (_, _, _) -> vector);
  }

  /// JSON is text or VARIANT, bytes are VARBINARY or GEOMETRY, as declared.
  private static Leaf wanted(Leaf leaf, DataType declared) {
    boolean json = leaf.conversion() == Conversion.JSON;
    boolean text = leaf.type().equals(DataType.STRING) && leaf.conversion() == Conversion.BYTES;
    if (json && !(declared instanceof DataType.Variant)) {
      return new Leaf(leaf.descriptor(), DataType.STRING, Conversion.BYTES);
    }
    if (text && declared instanceof DataType.Variant) {
      return new Leaf(leaf.descriptor(), declared, Conversion.JSON);
    }
    if (leaf.type() instanceof DataType.Varbinary && declared instanceof DataType.Geometry) {
      return new Leaf(leaf.descriptor(), declared, Conversion.WKB);
    }
    return leaf;
  }

  private static UserException mismatch(Field field, FileField stored, String path) {
    return new UserException(
            ErrorCode.TYPE_MISMATCH,
            "column '%s' of '%s' is %s, which cannot be read as %s"
                .formatted(field.name(), path, stored.type().sql(), field.type().sql()))
        .hint("declare it as " + stored.type().sql() + ", and use CAST in queries");
  }

  /// The error for a column whose values the engine does not have.
  static UserException unknown(FileField stored, String path) {
    return new UserException(
            ErrorCode.NOT_SUPPORTED,
            "column '%s' of '%s' has a type that is not supported: %s"
                .formatted(stored.name(), path, stored.problem().orElse("")))
        .hint("declare the other columns with CREATE TABLE to read those");
  }

  List<LeafReader> leaves() {
    return source == null ? List.of() : source.leaves();
  }

  /// The next rows.
  Vector read(int rows, RowErrors errors) throws IOException {
    Vector read = source == null ? NOTHING : source.read(rows);
    Vector vector = cast.apply(read, rows, errors);
    boolean[] nulls = vector.nulls();
    if (!field.nullable() && nulls != null) {
      for (int row = 0; row < rows; row++) {
        if (nulls[row]) {
          errors.add(row, "", "column '" + field.name() + "' is NOT NULL but has no value");
        }
      }
    }
    return vector;
  }

  private static final Vector NOTHING = new LongVector(new long[0], null);
}
