package io.velostream.sql.grammar.ast;

import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/// What is said about jobs that exist: `START JOB name`, `DROP JOB IF EXISTS name`, `SHOW JOBS` and
/// the like.
public final class JobControl extends GrammarNode {
  /// What is wanted.
  public enum Action {
    START("START JOB"),
    START_FRESH("START JOB"),
    START_FROM("START JOB"),
    SAVEPOINT("SAVEPOINT JOB"),
    STOP("STOP JOB"),
    PAUSE("PAUSE JOB"),
    RESUME("RESUME JOB"),
    RESTART("RESTART JOB"),
    DROP("DROP JOB"),
    DESCRIBE("DESCRIBE JOB"),
    STATUS("SHOW JOB STATUS"),
    LIST("SHOW JOBS"),
    WATERMARKS("SHOW WATERMARKS"),
    METRICS("SHOW METRICS");

    private final String words;

    Action(String words) {
      this.words = words;
    }

    /// Whether it asks rather than does.
    public boolean returnsRows() {
      return switch (this) {
        case START, START_FRESH, START_FROM, SAVEPOINT, STOP, PAUSE, RESUME, RESTART, DROP -> false;
        case DESCRIBE, STATUS, LIST, WATERMARKS, METRICS -> true;
      };
    }
  }

  private final Action action;
  private final boolean ifExists;
  private final @Nullable SqlIdentifier name;
  private final @Nullable SqlLiteral place;

  public JobControl(
      SqlParserPos pos, Action action, boolean ifExists, @Nullable SqlIdentifier name) {
    this(pos, action, ifExists, name, null);
  }

  /// @param place the folder of a savepoint, for those that speak of one
  public JobControl(
      SqlParserPos pos,
      Action action,
      boolean ifExists,
      @Nullable SqlIdentifier name,
      @Nullable SqlLiteral place) {
    super(action.words, SqlKind.OTHER, pos);
    this.action = action;
    this.ifExists = ifExists;
    this.name = name;
    this.place = place;
  }

  /// The folder of a savepoint; empty for those that do not speak of one.
  public String place() {
    String text = place == null ? null : place.getValueAs(String.class);
    return text == null ? "" : text;
  }

  public Action action() {
    return action;
  }

  public boolean isIfExists() {
    return ifExists;
  }

  /// The job, or `null` for those that speak of all.
  public @Nullable SqlIdentifier name() {
    return name;
  }

  @Override
  public List<SqlNode> getOperandList() {
    return operands(name, place);
  }

  @Override
  List<?> attributes() {
    return List.of(action, ifExists);
  }

  @Override
  GrammarNode copy(SqlParserPos pos, List<@Nullable SqlNode> operands) {
    return new JobControl(
        pos, action, ifExists, (SqlIdentifier) operands.get(0), (SqlLiteral) operands.get(1));
  }

  @Override
  public void unparse(SqlWriter writer, int leftPrec, int rightPrec) {
    writer.keyword(action.words);
    if (ifExists) {
      writer.keyword("IF EXISTS");
    }
    if (name != null) {
      if (action == Action.WATERMARKS) {
        writer.keyword("FOR JOB");
      }
      name.unparse(writer, 0, 0);
    }
    if (action == Action.START_FRESH) {
      writer.keyword("FRESH");
    }
    if (place != null) {
      writer.keyword(action == Action.SAVEPOINT ? "TO" : "FROM");
      place.unparse(writer, 0, 0);
    }
  }
}
