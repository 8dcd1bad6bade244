package io.velostream.connector.formats;

import io.velostream.columnar.Field;
import io.velostream.columnar.Schema;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.connector.spi.OptionSpec;
import io.velostream.connector.spi.Options;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The text formats by name, with their options.
public final class Formats {
  static final String RAW = "raw";

  /// Changes of tables of databases, as Debezium tells them.
  private static final String DEBEZIUM = "debezium-json";

  /// Values that a batch has room for: tables with thousands of columns get shorter batches.
  private static final int MOST_VALUES = 1 << 21;

  /// The names of the formats of text.
  public static final List<String> NAMES = List.of("json", "csv", DEBEZIUM);

  /// The names of those that messages can have; those of [#NAMES] are among them.
  static final List<String> MESSAGES = List.of("json", "csv", RAW, DEBEZIUM);

  /// Rows of more bytes than this are bad rows.
  static final String MAX_ROW_BYTES = "max-row-bytes";

  static final String AUTO = "auto";
  static final String DICTIONARY = "dictionary";
  static final String SCHEMA_INCLUDE = DEBEZIUM + ".schema-include";
  static final String IGNORE_ERRORS = DEBEZIUM + ".ignore-parse-errors";
  static final String JSON_TIMESTAMPS = "json.timestamp-format";
  static final String CSV_TIMESTAMPS = "csv.timestamp-format";
  static final String CSV_HEADER = "csv.header";
  static final String CSV_MATCH = "csv.match-columns";
  static final String CSV_DELIMITER = "csv.delimiter";
  static final String CSV_QUOTE = "csv.quote";
  static final String CSV_ESCAPE = "csv.escape";
  static final String CSV_NULL = "csv.null-literal";
  static final String CSV_COMMENT = "csv.comment";
  static final String CSV_COLUMNS = "csv.columns";
  static final String CSV_SKIP_LINES = "csv.skip-lines";
  static final String CSV_SHORT_ROWS = "csv.short-rows";
  static final String CSV_LONG_ROWS = "csv.long-rows";

  private Formats() {}

  /// The options that a table of this format may have, besides those of its connector.
  ///
  /// @throws UserException INVALID_OPTION for an unknown format
  public static List<OptionSpec> options(String format) {
    List<OptionSpec> options = new ArrayList<>();
    options.add(
        OptionSpec.withDefault(
            MAX_ROW_BYTES, "16777216", "a row of more bytes is skipped and reported as bad"));
    options.add(Encoding.option());
    options.add(
        OptionSpec.withDefault(
                DICTIONARY, AUTO, "whether strings that repeat are kept once, as ids")
            .oneOf(AUTO, "off"));
    options.addAll(
        switch (format) {
          case "json" -> json();
          case "csv" -> csv();
          case RAW -> List.of();
          case DEBEZIUM -> debezium();
          default -> throw unknown(format);
        });
    return options;
  }

  /// The options of a table of this format whose names hold names of columns, among those given.
  public static List<OptionSpec> columnOptions(String format, Set<String> given) {
    return given.stream()
        .filter(name -> format.equals("json") && name.startsWith(JsonKeys.OPTION))
        .map(name -> OptionSpec.optional(name, "where the column is in JSON: $.a.b"))
        .toList();
  }

  /// Whether the rows of a format of text are changes, which can take rows back.
  public static boolean isChangelog(String format) {
    return format.equals(DEBEZIUM);
  }

  private static List<OptionSpec> debezium() {
    List<OptionSpec> options = new ArrayList<>(json());
    options.add(
        OptionSpec.withDefault(
                SCHEMA_INCLUDE,
                AUTO,
                "whether changes lie beside their schemas; auto: as each of them tells")
            .oneOf(AUTO, "true", "false"));
    options.add(
        OptionSpec.optional(
                IGNORE_ERRORS, "true: what is no change is left out, and shown in $errors")
            .oneOf("true", "false"));
    return options;
  }

  private static DebeziumEnvelope.Schemas schemas(Options options) {
    if (options.find(IGNORE_ERRORS).filter("false"::equals).isPresent()) {
      throw new UserException(
              ErrorCode.INVALID_OPTION,
              "the option '" + IGNORE_ERRORS + "' does not say what becomes of bad changes")
          .hint("to stop at the first one, set 'error.policy' = 'fail'")
          .about(IGNORE_ERRORS);
    }
    return switch (options.get(SCHEMA_INCLUDE)) {
      case "true" -> DebeziumEnvelope.Schemas.YES;
      case "false" -> DebeziumEnvelope.Schemas.NO;
      default -> DebeziumEnvelope.Schemas.AUTO;
    };
  }

  private static List<OptionSpec> json() {
    return List.of(
        OptionSpec.withDefault(
                JSON_TIMESTAMPS,
                AUTO,
                "how timestamps are written, and what a number counts when it is read as one")
            .oneOf(TimestampFormat.options()));
  }

  private static List<OptionSpec> csv() {
    return List.of(
        OptionSpec.withDefault(
                CSV_HEADER,
                AUTO,
                "whether the first row names the columns; auto: yes, unless it holds a number,"
                    + " boolean or date")
            .oneOf(AUTO, "true", "false"),
        OptionSpec.optional(
            CSV_COLUMNS,
            "names of the fields in order, with commas, in place of those in a header; a field"
                + " without a name is not read"),
        OptionSpec.withDefault(CSV_MATCH, "name", "how columns are found when there is a header")
            .oneOf("name", "position"),
        OptionSpec.withDefault(
            CSV_DELIMITER,
            AUTO,
            "the character between fields; auto: the one of , ; tab | that is most frequent in the"
                + " first row"),
        OptionSpec.withDefault(CSV_QUOTE, "\"", "the character around fields; empty for none"),
        OptionSpec.optional(
            CSV_ESCAPE,
            "the character before a quote within quotes; the quote itself if not given"),
        OptionSpec.withDefault(CSV_NULL, "", "what stands, unquoted, for NULL"),
        OptionSpec.withDefault(CSV_COMMENT, "", "lines that start with this character are skipped"),
        OptionSpec.withDefault(
            CSV_SKIP_LINES, "0", "lines to skip at the start of each file, before any header"),
        OptionSpec.withDefault(
                CSV_SHORT_ROWS,
                "error",
                "a row of too few fields; null: what is missing at its end is NULL")
            .oneOf("error", "null"),
        OptionSpec.withDefault(
                CSV_LONG_ROWS,
                "error",
                "a row of too many fields; ignore: what is beyond the last one expected")
            .oneOf("error", "ignore"),
        OptionSpec.withDefault(
                CSV_TIMESTAMPS,
                AUTO,
                "how timestamps are written, and what a number counts when it is read as one")
            .oneOf(TimestampFormat.options()));
  }

  /// The columns that the decoders of a table's inputs write to, one input after the other.
  ///
  /// @throws UserException NOT_SUPPORTED for a column type without text form
  public static ColumnSet columns(String format, DecodeRequest request) {
    Options options = request.options();
    int wanted = request.columns().size();
    return new ColumnSet(
        request.schema(),
        request.columns(),
        Math.min(request.batchRows(), Math.max(64, MOST_VALUES / Math.max(1, wanted))),
        timestamps(format, options),
        options.get(DICTIONARY).equals(AUTO),
        format.equals(RAW),
        isChangelog(format));
  }

  /// A decoder for one input.
  ///
  /// @param columns made for this request; another decoder may have used them before
  /// @param source name of the input, for bad rows and messages
  /// @throws UserException INVALID_OPTION for an unknown format
  public static RowDecoder decoder(
      String format, DecodeRequest request, ColumnSet columns, String source) {
    Options options = request.options();
    BadRowLog bad = new BadRowLog(source, request.badRows());
    columns.startInput();
    return switch (format) {
      case "json" -> {
        JsonKeys.check(request.schema(), options);
        JsonKeys keys = JsonKeys.of(columns, options);
        yield new JsonDecoder(columns, bad, maxRowBytes(options), keys);
      }
      case "csv" ->
          new CsvDecoder(
              columns, bad, maxRowBytes(options), request, CsvDialect.of(options), source);
      case RAW -> {
        requireOne(request.schema());
        yield new RawDecoder(columns, bad, maxRowBytes(options));
      }
      case DEBEZIUM -> {
        JsonKeys keys = JsonKeys.of(columns, options);
        yield new DebeziumDecoder(columns, bad, maxRowBytes(options), keys, schemas(options));
      }
      default -> throw unknown(format);
    };
  }

  /// A column whose value is the same in every row.
  ///
  /// @param rows rows per batch at most
  public static ConstantColumn constant(Field field, int rows) {
    return new ConstantColumn(field, rows);
  }

  /// An encoder for one output.
  ///
  /// @param options checked against [#options]
  /// @param changelog whether rows may be retractions
  /// @throws UserException NOT_SUPPORTED for a column type without text form, INVALID_OPTION for an
  ///   unknown format
  public static RowEncoder encoder(
      String format, Schema schema, Options options, boolean changelog) {
    requireWritable(options);
    return switch (format) {
      case "json" -> new JsonEncoder(schema, changelog, timestamps(format, options));
      case "csv" ->
          new CsvEncoder(
              schema,
              changelog,
              timestamps(format, options),
              CsvDialect.of(options).resolved(new byte[0], 0, 0),
              !options.get(CSV_HEADER).equals("false"));
      case RAW -> {
        requireOne(schema);
        if (changelog) {
          throw new UserException(
                  ErrorCode.INVALID_OPTION,
                  "rows that change later cannot be written in the format 'raw'")
              .hint("use 'json', or a connector that replaces rows by key");
        }
        yield new RawEncoder(schema, timestamps(format, options));
      }
      case DEBEZIUM -> {
        if (schemas(options) == DebeziumEnvelope.Schemas.YES) {
          throw new UserException(
                  ErrorCode.NOT_SUPPORTED, "changes are written without their schemas")
              .about(SCHEMA_INCLUDE);
        }
        yield new DebeziumEncoder(schema, timestamps(format, options));
      }
      default -> throw unknown(format);
    };
  }

  /// Messages of one value are of tables with one column.
  private static void requireOne(Schema schema) {
    if (schema.size() != 1) {
      throw new UserException(
              ErrorCode.INVALID_OPTION,
              "the format 'raw' is for one column, and there are " + schema.size())
          .hint("use 'json' or 'csv', or leave the other columns out");
    }
  }

  private static void requireWritable(Options options) {
    for (String option : options.values().keySet()) {
      if (option.startsWith(JsonKeys.OPTION)) {
        throw new UserException(
            ErrorCode.INVALID_OPTION, "a table with the option '" + option + "' can only be read");
      }
    }
    if (!Encoding.of(options).isUtf8()) {
      throw new UserException(
          ErrorCode.INVALID_OPTION, "text is written as UTF-8 only, see the option 'encoding'");
    }
  }

  private static int maxRowBytes(Options options) {
    long bytes = options.getLong(MAX_ROW_BYTES);
    if (bytes < 1 || bytes > 1 << 30) {
      throw new UserException(
          ErrorCode.INVALID_OPTION,
          "the option '" + MAX_ROW_BYTES + "' must be from 1 to 1073741824");
    }
    return (int) bytes;
  }

  static TimestampFormat timestamps(String format, Options options) {
    return TimestampFormat.of(
        options.find(format.equals("csv") ? CSV_TIMESTAMPS : JSON_TIMESTAMPS).orElse(AUTO));
  }

  static UserException unknown(String format) {
    return new UserException(ErrorCode.INVALID_OPTION, "there is no format '" + format + "'")
        .hint("known formats: " + String.join(", ", NAMES));
  }
}
