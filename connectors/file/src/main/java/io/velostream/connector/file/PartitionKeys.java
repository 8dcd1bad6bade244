package io.velostream.connector.file;

import io.velostream.columnar.Batch;
import io.velostream.columnar.DataType;
import io.velostream.columnar.Field;
import io.velostream.columnar.Schema;
import io.velostream.columnar.Vector;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.connector.formats.TextBuffer;
import io.velostream.connector.formats.ValueText;
import io.velostream.connector.spi.OptionSpec;
import io.velostream.connector.spi.Options;
import io.velostream.connector.spi.TableRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/// The columns whose values name the folders that rows are written to, and that the files do not
/// hold: the counterpart of [Partitions].
final class PartitionKeys {
  private static final String OPTION = "partitioned-by";
  private static final String MAX_OPEN = "sink.max-open-files";

  private final Schema schema;
  private final List<Integer> keys;
  private final List<Integer> others;
  private final TextBuffer text = new TextBuffer();

  private PartitionKeys(Schema schema, List<Integer> keys) {
    this.schema = schema;
    this.keys = keys;
    this.others = IntStream.range(0, schema.size()).filter(i -> !keys.contains(i)).boxed().toList();
  }

  static List<OptionSpec> options() {
    return List.of(
        OptionSpec.optional(
            OPTION,
            "writing: columns, with commas, whose values name folders (day=2026-01-05) for the"
                + " files"),
        OptionSpec.withDefault(
            MAX_OPEN,
            "64",
            "writing many files: files that are open at a time; the one written to longest ago is"
                + " completed when another is needed"));
  }

  /// Whether the options name any column.
  static boolean isWanted(Options options) {
    return !names(options).isEmpty();
  }

  /// The names in the option, as written.
  static List<String> names(Options options) {
    return options.find(OPTION).stream()
        .flatMap(names -> Arrays.stream(names.split(",", -1)))
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .toList();
  }

  static int maxOpenFiles(Options options) {
    long most = options.getLong(MAX_OPEN);
    if (most < 1 || most > Integer.MAX_VALUE) {
      throw new UserException(
          ErrorCode.INVALID_OPTION, "the option '" + MAX_OPEN + "' must be 1 or more");
    }
    return (int) most;
  }

  /// @throws UserException INVALID_OPTION for columns that there are not, that cannot name folders,
  ///   or if none are left for the files
  static PartitionKeys of(TableRequest request) {
    Schema schema = request.schema();
    List<Integer> keys = new ArrayList<>();
    for (String name : names(request.options())) {
      int column = schema.indexOf(name);
      if (column < 0 || keys.contains(column)) {
        throw invalid(
            column < 0
                ? "names the column '" + name + "', which the table does not have"
                : "names the column '" + name + "' twice");
      }
      if (isNested(schema.type(column))) {
        throw invalid("names '" + name + "': a nested value cannot name a folder");
      }
      keys.add(column);
    }
    if (keys.size() == schema.size()) {
      throw invalid("leaves no column for the files");
    }
    return new PartitionKeys(schema, keys);
  }

  private static UserException invalid(String problem) {
    return new UserException(ErrorCode.INVALID_OPTION, "the option '" + OPTION + "' " + problem);
  }

  private static boolean isNested(DataType type) {
    return switch (type) {
      case DataType.Array _,
          DataType.Multiset _,
          DataType.Map _,
          DataType.Row _,
          DataType.Variant _ ->
          true;
      case DataType other -> false;
    };
  }

  boolean isEmpty() {
    return keys.isEmpty();
  }

  /// What is to be written to the files.
  TableRequest ofFiles(TableRequest request) {
    return new TableRequest(
        request.table(),
        request.options(),
        new Schema(others.stream().map(schema::field).toList()),
        IntStream.range(0, others.size()).boxed().toList(),
        request.changelog(),
        request.batchRows(),
        request.world(),
        request.badRows());
  }

  /// The live rows by the folders they belong to (`day=2026-01-05/symbol=A/`), in the order of
  /// their first rows.
  Map<String, int[]> groups(Batch batch) {
    Map<String, Rows> groups = new LinkedHashMap<>();
    for (int k = 0; k < batch.rowCount(); k++) {
      int row = batch.rowAt(k);
      String folder = folder(batch, row);
      groups.computeIfAbsent(folder, _ -> new Rows()).add(row);
    }
    Map<String, int[]> rows = new LinkedHashMap<>();
    groups.forEach((folder, group) -> rows.put(folder, Arrays.copyOf(group.rows, group.count)));
    return rows;
  }

  private String folder(Batch batch, int row) {
    StringBuilder folder = new StringBuilder();
    for (int key : keys) {
      Field field = schema.field(key);
      Vector values = batch.column(key);
      folder.append(HivePath.name(field.name().toLowerCase(Locale.ROOT))).append('=');
      folder.append(values.isNull(row) ? HivePath.NULL : HivePath.value(text(field, values, row)));
      folder.append('/');
    }
    return folder.toString();
  }

  private String text(Field field, Vector values, int row) {
    text.reset();
    ValueText.append(field.type(), values, row, text);
    return text.toText();
  }

  /// The rows with the columns that the files hold.
  Batch withoutKeys(Batch batch) {
    return batch.withColumns(others.stream().map(batch::column).toArray(Vector[]::new));
  }

  /// A growing list of rows.
  private static final class Rows {
    private int[] rows = new int[16];
    private int count;

    void add(int row) {
      if (count == rows.length) {
        rows = Arrays.copyOf(rows, count * 2);
      }
      rows[count++] = row;
    }
  }
}
