package io.velostream.connector.formats;

import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.connector.spi.Options;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// How the rows of a CSV input make up a table.
///
/// @param skippedLines lines before the first row, whatever is in them
/// @param header whether the first row names the columns
/// @param names of the fields, in place of those in the input; empty when not given
/// @param shortIsNull whether fields missing at the end of a row are NULL, else the row is bad
/// @param longIsCut whether more fields than expected are ignored, else the row is bad
record CsvLayout(
    long skippedLines, Header header, List<String> names, boolean shortIsNull, boolean longIsCut) {

  /// Whether the first row names the columns.
  enum Header {
    AUTO,
    TRUE,
    FALSE
  }

  CsvLayout {
    names = List.copyOf(names);
  }

  /// The layout that checked options describe.
  static CsvLayout of(Options options) {
    long skipped = options.getLong(Formats.CSV_SKIP_LINES);
    if (skipped < 0) {
      throw new UserException(
          ErrorCode.INVALID_OPTION,
          "the option '" + Formats.CSV_SKIP_LINES + "' must not be negative");
    }
    return new CsvLayout(
        skipped,
        switch (options.get(Formats.CSV_HEADER)) {
          case "true" -> Header.TRUE;
          case "false" -> Header.FALSE;
          default -> Header.AUTO;
        },
        options.find(Formats.CSV_COLUMNS).map(CsvLayout::names).orElse(List.of()),
        options.get(Formats.CSV_SHORT_ROWS).equals("null"),
        options.get(Formats.CSV_LONG_ROWS).equals("ignore"));
  }

  private static List<String> names(String text) {
    List<String> names = Arrays.stream(text.split(",", -1)).map(String::strip).toList();
    Set<String> seen = new HashSet<>();
    for (String name : names) {
      if (!name.isEmpty() && !seen.add(name.toLowerCase(Locale.ROOT))) {
        throw new UserException(
            ErrorCode.INVALID_OPTION,
            "the option '" + Formats.CSV_COLUMNS + "' names '" + name + "' twice");
      }
    }
    if (seen.isEmpty()) {
      throw new UserException(
          ErrorCode.INVALID_OPTION, "the option '" + Formats.CSV_COLUMNS + "' names no field");
    }
    return names;
  }

  /// Whether the first row, with these fields, is a header.
  boolean isHeader(List<String> cells) {
    return switch (header) {
      case TRUE -> true;
      case FALSE -> false;
      case AUTO -> CsvHeader.isHeader(cells);
    };
  }

  /// Whether a row of so many fields can be read where `expected` are.
  boolean allows(int fields, int expected) {
    return fields == expected || (fields < expected ? shortIsNull : longIsCut);
  }
}
