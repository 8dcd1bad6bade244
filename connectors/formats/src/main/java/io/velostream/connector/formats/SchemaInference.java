package io.velostream.connector.formats;

import io.velostream.columnar.Field;
import io.velostream.columnar.Schema;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.connector.spi.Options;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds the columns of a table by looking at the heads of its inputs.
///
/// Types found: BIGINT, DOUBLE, BOOLEAN, DATE, TIME, TIMESTAMP(3) or (6), and VARCHAR for all else:
/// a column without any value, texts, numbers mixed with texts. Objects and arrays of JSON are ROW,
/// ARRAY or VARIANT, as [InferredJson] says. Rows beyond the sample that do not fit are bad rows
/// when they are read.
public final class SchemaInference {
  /// Bytes looked at per input, unless the first row is longer.
  static final int SAMPLE_BYTES = 2 << 20;

  private static final int MAX_SAMPLE_BYTES = 64 << 20;

  private final Survey survey;

  /// An input without any row, to be told of when there is no other.
  private @Nullable UserException empty;

  private boolean any;

  /// @param rows how many rows of each input to look at
  /// @param union whether an input of a format with a header may lack columns that others have
  /// @throws UserException INVALID_OPTION for an unknown format
  public SchemaInference(String format, Options options, int rows, boolean union) {
    this.survey =
        switch (format) {
          case "json" -> new JsonInference(rows);
          case "csv" -> new CsvInference(options, rows, union);
          case "debezium-json" ->
              throw new UserException(
                      ErrorCode.INVALID_STATEMENT,
                      "the columns of a table of changes must be declared")
                  .hint("CREATE TABLE t (id BIGINT, …) WITH ('format' = 'debezium-json', …)");
          default -> throw Formats.unknown(format);
        };
  }

  /// What the inputs of one format have shown so far.
  sealed interface Survey permits JsonInference, CsvInference {
    /// Takes an input into account.
    ///
    /// @throws NoColumns when nothing can be told from it
    void add(Sample sample) throws NoColumns;

    List<Field> columns();
  }

  /// Takes an input into account: a stream, which is read from its start but not closed. An input
  /// without any row says nothing.
  ///
  /// @param source name of the input for messages
  /// @throws IOException when the stream fails
  /// @throws UserException BAD_INPUT when it does not go with the inputs before
  public void add(InputStream in, String source) throws IOException {
    try {
      survey.add(sample(in, source));
      any = true;
    } catch (NoColumns e) {
      empty = empty == null ? e.error(source) : empty;
    }
  }

  /// The columns.
  ///
  /// @throws UserException BAD_INPUT when no input has a row to look at
  public Schema schema() {
    if (!any && empty != null) {
      throw empty;
    }
    return new Schema(survey.columns());
  }

  /// A column whose values are these texts.
  public static Field column(String name, List<String> texts) {
    InferredColumn column = new InferredColumn(name);
    texts.forEach(text -> column.add(TextType.of(text.getBytes(StandardCharsets.UTF_8))));
    return column.field();
  }

  private static Sample sample(InputStream in, String source) throws IOException, NoColumns {
    byte[] data = new byte[SAMPLE_BYTES + RowDecoder.PADDING];
    int length = 0;
    boolean atEnd = false;
    while (!atEnd) {
      int capacity = data.length - RowDecoder.PADDING;
      int count = in.readNBytes(data, length, capacity - length);
      length += count;
      atEnd = length < capacity;
      if (!atEnd && (Lines.newline(data, 0, length) >= 0 || length >= MAX_SAMPLE_BYTES)) {
        break;
      }
      if (!atEnd) {
        data = Arrays.copyOf(data, length * 2 + RowDecoder.PADDING);
      }
    }
    if (!atEnd && Lines.newline(data, 0, length) < 0) {
      throw new NoColumns("its first row is longer than " + MAX_SAMPLE_BYTES + " bytes");
    }
    if (atEnd && length > 0 && data[length - 1] != '\n') {
      data[length++] = '\n';
    }
    int end = Lines.lastNewline(data, 0, length) + 1;
    int start = DecodingReader.byteOrderMark(data, 0, length, source);
    return new Sample(data, Math.min(start, end), end, atEnd, source);
  }

  /// The head of an input: whole lines in `[from, to)`.
  ///
  /// @param complete whether it is all of the input
  record Sample(byte[] data, int from, int to, boolean complete, String source) {}

  /// An input that does not show any column.
  static final class NoColumns extends Exception {
    private static final long serialVersionUID = 1L;

    NoColumns(String reason) {
      super(reason);
    }

    UserException error(String source) {
      return new UserException(
              ErrorCode.BAD_INPUT, "no columns can be found in " + source + ": " + getMessage())
          .hint(
              String.valueOf(getMessage()).contains("JSON")
                  ? "each line must be one JSON object; jq -c '.[]' makes such lines of an array"
                  : "declare the columns with CREATE TABLE");
    }
  }
}
