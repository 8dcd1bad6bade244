package io.velostream.sql.grammar.ast;

import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/// A file where a table is named: `FROM 'trades.csv'`. To Calcite it is an identifier of one part,
/// the path behind [#PREFIX], so that a catalogue reader can resolve it like any other table.
public final class FileTable extends SqlIdentifier {
  /// Begins the name of every file table; the path follows as written.
  public static final String PREFIX = "file:";

  /// The path that means standard input or output.
  public static final String STANDARD_STREAM = "-";

  private FileTable(String path, SqlParserPos pos) {
    super(PREFIX + path, pos.withQuoting(true));
  }

  public static FileTable of(String path, SqlParserPos pos) {
    return new FileTable(path, pos);
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
    return new FileTable(path(), pos);
  }

  @Override
  public void unparse(SqlWriter writer, int leftPrec, int rightPrec) {
    writer.literal(writer.getDialect().quoteStringLiteral(path()));
  }
}
