package io.velostream.sql.grammar.ast;

import io.velostream.sql.grammar.SqlSyntaxException;
import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/// `TUMBLING|HOPPING|SLIDING|SESSION|CUMULATING ([time,] durations)` in a WINDOW clause: the short
/// form of a window table function. It is an element of `SqlSelect.getWindowList()`, which no
/// Calcite validator accepts: it must be rewritten first.
public final class GroupWindow extends GrammarNode {
  /// How rows fall into windows. HOPPING and SLIDING are two words for one thing.
  public enum Kind {
    TUMBLING(1, "a size"),
    HOPPING(2, "a size and an advance"),
    SLIDING(2, "a size and an advance"),
    SESSION(1, "a gap"),
    CUMULATING(2, "a size and a step");

    private final int durations;
    private final String needs;

    Kind(int durations, String needs) {
      this.durations = durations;
      this.needs = needs;
    }
  }

  private final Kind kind;
  private final @Nullable SqlIdentifier time;
  private final SqlNode size;
  private final @Nullable SqlNode advance;

  private GroupWindow(
      SqlParserPos pos,
      Kind kind,
      @Nullable SqlIdentifier time,
      SqlNode size,
      @Nullable SqlNode advance) {
    super(kind.name(), SqlKind.OTHER, pos);
    this.kind = kind;
    this.time = time;
    this.size = size;
    this.advance = advance;
  }

  /// A window of as many durations as its kind needs, the size first.
  ///
  /// @throws SqlSyntaxException if there are more or fewer
  public static GroupWindow of(
      SqlParserPos pos, Kind kind, @Nullable SqlIdentifier time, List<SqlNode> durations) {
    if (durations.size() != kind.durations) {
      throw SqlSyntaxException.at(
          pos,
          SqlSyntaxException.Code.INVALID_WINDOW,
          kind + " takes " + kind.needs + "; durations given: " + durations.size(),
          kind.durations == 1 ? "write " + kind + " (ts, 1m)" : "write " + kind + " (ts, 10m, 1m)");
    }
    return new GroupWindow(
        pos, kind, time, durations.get(0), durations.size() > 1 ? durations.get(1) : null);
  }

  public Kind windowKind() {
    return kind;
  }

  /// The time column; null means the input's watermark column.
  public @Nullable SqlIdentifier timeColumn() {
    return time;
  }

  /// An interval literal: the size, for a session its gap, for a cumulating window the largest
  /// size.
  public SqlNode size() {
    return size;
  }

  /// An interval literal: the distance between windows, or the step by which one grows; null for
  /// tumbling and session windows.
  public @Nullable SqlNode advance() {
    return advance;
  }

  @Override
  public List<SqlNode> getOperandList() {
    return operands(time, size, advance);
  }

  @Override
  List<?> attributes() {
    return List.of(kind);
  }

  @Override
  GrammarNode copy(SqlParserPos pos, List<@Nullable SqlNode> operands) {
    return new GroupWindow(
        pos, kind, (SqlIdentifier) operands.get(0), operands.get(1), operands.get(2));
  }

  @Override
  public void unparse(SqlWriter writer, int leftPrec, int rightPrec) {
    writer.keyword(kind.name());
    SqlWriter.Frame frame = writer.startList("(", ")");
    for (SqlNode operand : new SqlNode[] {time, size, advance}) {
      if (operand != null) {
        writer.sep(",");
        operand.unparse(writer, 0, 0);
      }
    }
    writer.endList(frame);
  }
}
