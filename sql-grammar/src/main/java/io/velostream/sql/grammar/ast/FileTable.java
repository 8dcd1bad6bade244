package io.velostream.sql.grammar.ast;

import io.velostream.sql.grammar.SqlSyntaxException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.calcite.sql.SqlHint;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/// A file where a table is named: `FROM 'trades.csv'`. To Calcite it is an identifier of one part,
/// the path behind [#PREFIX], so that a catalogue reader can resolve it like any other table. `FROM
/// 'topic:orders'` are the messages of a topic. Options of a hint, `'app.jsonl' /*+
/// OPTIONS('follow' = 'true') */`, follow behind the path.
public final class FileTable extends SqlIdentifier {
  /// Begins the name of every file table; the path follows as written.
  public static final String PREFIX = "file:";

  /// The path that means standard input or output.
  public static final String STANDARD_STREAM = "-";

  /// Begins a path that is no file but the messages of a topic; its name follows.
  public static final String TOPIC = "topic:";

  /// Between the path and its options, and between these.
  private static final String PART = "\u0001";

  /// Between an option and its value.
  private static final String VALUE = "\u0002";

  private static final String HINT = "OPTIONS";

  private FileTable(String reference, SqlParserPos pos) {
    super(PREFIX + reference, pos.withQuoting(true));
  }

  public static FileTable of(String path, SqlParserPos pos) {
    return new FileTable(path, pos);
  }

  /// The same path with an option.
  FileTable with(String option, String value) {
    return new FileTable(reference() + PART + option + VALUE + value, getParserPosition());
  }

  /// The path in what follows the prefix in a name.
  public static String path(String reference) {
    int options = reference.indexOf(PART);
    return options < 0 ? reference : reference.substring(0, options);
  }

  /// The options in what follows the prefix in a name, in the order written.
  public static Map<String, String> options(String reference) {
    Map<String, String> options = new LinkedHashMap<>();
    List<String> parts = List.of(reference.split(PART, -1));
    for (String part : parts.subList(1, parts.size())) {
      int value = part.indexOf(VALUE);
      options.put(part.substring(0, value), part.substring(value + 1));
    }
    return options;
  }

  /// The same file with options.
  ///
  /// @param hints of the form `OPTIONS('option' = 'value')`
  public FileTable with(SqlNodeList hints) {
    StringBuilder all = new StringBuilder(reference());
    for (SqlNode node : hints) {
      SqlHint hint = (SqlHint) node;
      if (!hint.getName().equalsIgnoreCase(HINT)
          || hint.getOptionFormat() != SqlHint.HintOptionFormat.KV_LIST) {
        throw SqlSyntaxException.at(
            hint.getParserPosition(),
            SqlSyntaxException.Code.UNEXPECTED_TOKEN,
            "a file has no hint '" + hint.getName() + "' of this form",
            "write /*+ OPTIONS('option' = 'value') */");
      }
      hint.getOptionKVPairs().forEach((k, v) -> all.append(PART).append(k).append(VALUE).append(v));
    }
    return new FileTable(all.toString(), getParserPosition());
  }

  /// Names a file in a FROM clause after itself: `'data/trades.csv.gz'` is `trades` unless it has
  /// an alias, standard input is `stdin`. Other references, and globs, come back as they are.
  public static SqlNode withDefaultAlias(SqlNode reference) {
    if (!(reference instanceof FileTable file)) {
      return reference;
    }
    String alias = file.defaultAlias();
    if (alias == null) {
      return reference;
    }
    SqlParserPos pos = file.getParserPosition();
    return SqlStdOperatorTable.AS.createCall(pos, file, new SqlIdentifier(alias, pos));
  }

  /// The path as written, a glob, or [#STANDARD_STREAM].
  public String path() {
    return path(reference());
  }

  /// The path and its options, as they follow the prefix in the name.
  public String reference() {
    return getSimple().substring(PREFIX.length());
  }

  /// What the file is called where it has no alias, `null` when its path is no name.
  public @Nullable String defaultAlias() {
    if (path().equals(STANDARD_STREAM)) {
      return "stdin";
    }
    String file = path().substring(Math.max(path().lastIndexOf('/'), path().lastIndexOf('\\')) + 1);
    int dot = file.indexOf('.', 1);
    String base = dot < 0 ? file : file.substring(0, dot);
    boolean glob = base.chars().anyMatch(c -> "*?[]{}".indexOf(c) >= 0);
    return base.isEmpty() || glob ? null : base;
  }

  @Override
  public SqlNode clone(SqlParserPos pos) {
    return new FileTable(reference(), pos);
  }

  @Override
  public void unparse(SqlWriter writer, int leftPrec, int rightPrec) {
    writer.literal(writer.getDialect().quoteStringLiteral(path()));
    Map<String, String> options = options(reference());
    if (!options.isEmpty()) {
      writer.literal(
          options.entrySet().stream()
              .map(option ->
                  writer.getDialect().quoteStringLiteral(option.getKey())
                      + "="
                      + writer.getDialect().quoteStringLiteral(option.getValue()))
              .collect(Collectors.joining(", ", "/*+ OPTIONS(", ") */")));
    }
  }
}
