package io.velostream.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import io.velostream.columnar.Batch;
import io.velostream.columnar.DataType;
import io.velostream.columnar.Field;
import io.velostream.columnar.Schema;
import io.velostream.columnar.Values;
import io.velostream.columnar.Vector;
import io.velostream.columnar.VectorBuilder;
import io.velostream.engine.ResultShape;
import io.velostream.engine.value.FromJava;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a statement did at a server.
public final class RemoteResult {
  private static final Pattern DECIMAL = Pattern.compile("DECIMAL\\((\\d+), (\\d+)\\)");

  private final JsonNode result;

  RemoteResult(JsonNode result) {
    this.result = result;
  }

  /// One readable line; empty for a query.
  public String message() {
    return result.path("message").asText();
  }

  /// What the author should know.
  public List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    result.path("warnings").forEach(warning -> warnings.add(warning.asText()));
    if (hasRows() && !result.path("complete").asBoolean()) {
      warnings.add("a limit of the server has cut the result");
    }
    return warnings;
  }

  /// Whether it returned rows, be it none.
  public boolean hasRows() {
    return result.has("rows");
  }

  /// The columns.
  public ResultShape shape() {
    List<Field> fields = new ArrayList<>();
    for (JsonNode column : result.path("columns")) {
      fields.add(new Field(column.path("name").asText(), type(column.path("type").asText()), true));
    }
    return new ResultShape(new Schema(fields), result.path("changelog").asBoolean(), true);
  }

  /// Numbers are what they were; everything else is text, as it is shown.
  private static DataType type(String sql) {
    Matcher decimal = DECIMAL.matcher(sql);
    if (decimal.matches()) {
      return new DataType.Decimal(
          Integer.parseInt(decimal.group(1)), Integer.parseInt(decimal.group(2)));
    }
    return switch (sql) {
      case "BOOLEAN" -> DataType.BOOLEAN;
      case "TINYINT" -> DataType.TINYINT;
      case "SMALLINT" -> DataType.SMALLINT;
      case "INTEGER" -> DataType.INTEGER;
      case "BIGINT" -> DataType.BIGINT;
      case "REAL" -> DataType.REAL;
      case "DOUBLE" -> DataType.DOUBLE;
      default -> DataType.STRING;
    };
  }

  /// The rows.
  public Batch rows() {
    Schema schema = shape().schema();
    VectorBuilder[] columns = new VectorBuilder[schema.size()];
    for (int c = 0; c < columns.length; c++) {
      columns[c] = VectorBuilder.of(schema.type(c).lane());
    }
    JsonNode rows = result.path("rows");
    for (JsonNode row : rows) {
      for (int c = 0; c < columns.length; c++) {
        append(columns[c], schema.type(c), row.path(c));
      }
    }
    Vector[] vectors = new Vector[columns.length];
    for (int c = 0; c < columns.length; c++) {
      vectors[c] = columns[c].build();
    }
    return new Batch(vectors, rows.size(), null, weights(rows.size()));
  }

  private long @org.jspecify.annotations.Nullable [] weights(int rows) {
    JsonNode ops = result.path("ops");
    if (!ops.isArray()) {
      return null;
    }
    long[] weights = new long[rows];
    for (int i = 0; i < rows; i++) {
      weights[i] = ops.path(i).asText().equals("-D") ? -1 : 1;
    }
    return weights;
  }

  private static void append(VectorBuilder column, DataType type, JsonNode value) {
    if (value.isNull() || value.isMissingNode()) {
      column.appendNull();
      return;
    }
    Object object =
        switch (type) {
          case DataType.Bool _ -> value.asBoolean();
          case DataType.Integral _ -> value.asLong();
          case DataType.Floating _ ->
              value.isTextual()
                  ? (Object) Double.valueOf(value.asText())
                  : (Object) value.asDouble();
          case DataType.Decimal _ -> value.decimalValue();
          default -> value.isTextual() ? value.asText() : value.toString();
        };
    Values.append(column, FromJava.box(type, object));
  }
}
