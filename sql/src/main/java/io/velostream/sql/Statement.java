package io.velostream.sql;

import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.SourcePosition;
import io.velostream.columnar.error.UserException;
import io.velostream.sql.grammar.ParsedStatement;
import io.velostream.sql.grammar.SqlStatements;
import io.velostream.sql.grammar.ast.CreateJob;
import io.velostream.sql.grammar.ast.CreateRelation;
import io.velostream.sql.grammar.ast.CreateView;
import io.velostream.sql.grammar.ast.Describe;
import io.velostream.sql.grammar.ast.DescribeFunction;
import io.velostream.sql.grammar.ast.DropRelation;
import io.velostream.sql.grammar.ast.Explain;
import io.velostream.sql.grammar.ast.FileTable;
import io.velostream.sql.grammar.ast.JobControl;
import io.velostream.sql.grammar.ast.Option;
import io.velostream.sql.grammar.ast.ResetOption;
import io.velostream.sql.grammar.ast.SetOption;
import io.velostream.sql.grammar.ast.ShowCreate;
import io.velostream.sql.grammar.ast.ShowObjects;
import io.velostream.sql.grammar.ast.StatementSet;
import io.velostream.sql.grammar.ast.Upsert;
import io.velostream.sql.rewrite.Parameters;
import io.velostream.sql.validate.FrontEndErrors;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlDelete;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlInsert;
import org.apache.calcite.sql.SqlMerge;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlUpdate;
import org.jspecify.annotations.Nullable;

/// One statement of a script, read but not compiled.
public final class Statement {
  private final ParsedStatement parsed;

  Statement(ParsedStatement parsed) {
    this.parsed = parsed;
  }

  /// As written, without the semicolon.
  public String text() {
    return parsed.text();
  }

  /// Where it begins in the script; positions of errors count in the script too.
  public SourcePosition position() {
    return SourcePosition.at(parsed.line(), parsed.column());
  }

  /// The part of it that a message about the whole means: the option whose key or value the message
  /// has in quotes, the setting, or the name that the statement creates or drops; its start if
  /// none.
  public SourcePosition place(String message) {
    SqlNode part =
        switch (parsed.node()) {
          case CreateRelation create -> {
            for (Option option : create.options()) {
              if (message.contains("'" + option.key() + "'")
                  && !message.contains("without the option '" + option.key())) {
                boolean value = message.contains("'" + option.value() + "'");
                yield value ? option.valueLiteral() : option;
              }
              if (message.contains("'" + option.value() + "'")) {
                yield option.valueLiteral();
              }
            }
            yield named(message, create.name());
          }
          case CreateView create -> named(message, create.name());
          case DropRelation drop -> named(message, drop.name());
          default -> null;
        };
    return part == null ? position() : FrontEndErrors.position(part);
  }

  private static @Nullable SqlNode named(String message, SqlIdentifier name) {
    return message.contains("'" + name.names.getLast() + "'") ? name : null;
  }

  /// Whether it returns rows.
  public boolean returnsRows() {
    return switch (parsed.node()) {
      case CreateRelation _, CreateView _, DropRelation _, SqlInsert _, StatementSet _ -> false;
      case Upsert _, SqlUpdate _, SqlDelete _, SqlMerge _ -> false;
      case CreateJob _ -> false;
      case JobControl control -> control.action().returnsRows();
      case SetOption set -> set.key() == null;
      case ResetOption _ -> false;
      default -> true;
    };
  }

  /// Whether it makes a materialized view.
  public boolean isMaterializedView() {
    return parsed.node() instanceof CreateView create && create.isMaterialized();
  }

  /// What it does, as far as its words tell.
  public StatementKind kind() {
    return switch (parsed.node()) {
      case CreateRelation create ->
          create.query() == null ? StatementKind.DEFINITION : StatementKind.CREATE_AS;
      case CreateView _ -> StatementKind.DEFINITION;
      case DropRelation _ -> StatementKind.DROP;
      case SqlInsert _, StatementSet _ -> StatementKind.INSERT;
      case Upsert _, SqlUpdate _, SqlDelete _, SqlMerge _ -> StatementKind.CHANGE;
      case SetOption set -> set.key() == null ? StatementKind.LISTING : StatementKind.SETTING;
      case ResetOption _ -> StatementKind.SETTING;
      case CreateJob _, JobControl _ -> StatementKind.JOB;
      case ShowObjects _, ShowCreate _, Describe _, DescribeFunction _, Explain _ ->
          StatementKind.LISTING;
      default -> StatementKind.QUERY;
    };
  }

  /// The relations that it creates, drops or writes to, as written.
  public List<String> targets() {
    return switch (parsed.node()) {
      case CreateRelation create -> List.of(create.name().names.getLast());
      case CreateView create -> List.of(create.name().names.getLast());
      case DropRelation drop -> List.of(drop.name().names.getLast());
      case SqlInsert insert -> List.of(target(insert));
      case Upsert upsert -> List.of(target(upsert.insert()));
      case SqlUpdate update -> List.of(target(update.getTargetTable()));
      case SqlDelete delete -> List.of(target(delete.getTargetTable()));
      case SqlMerge merge -> List.of(target(merge.getTargetTable()));
      case StatementSet set -> set.inserts().stream().map(Statement::target).toList();
      default -> List.of();
    };
  }

  /// Whether it replaces a relation of its name: CREATE OR REPLACE.
  public boolean isReplace() {
    return switch (parsed.node()) {
      case CreateRelation create -> create.isReplace();
      case CreateView create -> create.isReplace();
      case CreateJob create -> create.isReplace();
      default -> false;
    };
  }

  private static String target(SqlInsert insert) {
    return target(insert.getTargetTable());
  }

  private static String target(SqlNode table) {
    return switch (table) {
      case FileTable file -> {
        String alias = file.defaultAlias();
        yield alias == null ? "files" : alias;
      }
      case SqlIdentifier name -> name.names.getLast();
      default -> String.valueOf(table);
    };
  }

  /// What it says about jobs; empty when it is another kind of statement.
  public Optional<JobCommand> jobCommand() {
    return switch (parsed.node()) {
      case CreateJob create -> {
        int from = offset(create.start().getLineNum(), create.start().getColumnNum());
        yield Optional.of(
            new JobCommand.Create(
                create.name().getSimple(),
                parsed.text().substring(from),
                SourcePosition.at(create.start().getLineNum(), create.start().getColumnNum()),
                create.isReplace(),
                create.isIfNotExists()));
      }
      case JobControl control -> Optional.of(control(control));
      default -> Optional.empty();
    };
  }

  private static JobCommand control(JobControl control) {
    SqlIdentifier identifier = control.name();
    String name = identifier == null ? "" : identifier.getSimple();
    return switch (control.action()) {
      case START -> new JobCommand.Control(JobCommand.Action.START, name);
      case START_FRESH -> new JobCommand.Control(JobCommand.Action.START_FRESH, name);
      case START_FROM -> new JobCommand.StartFrom(name, control.place());
      case SAVEPOINT -> new JobCommand.Savepoint(name, control.place());
      case STOP -> new JobCommand.Control(JobCommand.Action.STOP, name);
      case PAUSE -> new JobCommand.Control(JobCommand.Action.PAUSE, name);
      case RESUME -> new JobCommand.Control(JobCommand.Action.RESUME, name);
      case RESTART -> new JobCommand.Control(JobCommand.Action.RESTART, name);
      case DROP -> new JobCommand.Drop(name, control.isIfExists());
      case DESCRIBE -> new JobCommand.Describe(name);
      case STATUS -> new JobCommand.Status(name);
      case LIST -> new JobCommand.ListAll();
      case WATERMARKS -> new JobCommand.Watermarks(name);
      case METRICS -> new JobCommand.Metrics();
    };
  }

  /// Where in the statement's text a place of the script is.
  private int offset(int line, int column) {
    int at = 0;
    for (int l = parsed.line(); l < line; l++) {
      int end = parsed.text().indexOf('\n', at);
      int carriage = parsed.text().indexOf('\r', at);
      boolean alone = carriage >= 0 && (end < 0 || carriage < end - 1);
      at = (alone ? carriage : end) + 1;
    }
    return at + column - (line == parsed.line() ? parsed.column() : 1);
  }

  /// How many parameters (`?`) it has.
  public int parameterCount() {
    return Parameters.count(parsed.node());
  }

  /// The same statement with constants in place of its parameters.
  ///
  /// @param constants SQL text of one expression each
  /// @throws UserException INVALID_ARGUMENT when there are too few or too many
  public Statement bind(List<String> constants) {
    int parameters = parameterCount();
    if (constants.size() != parameters) {
      throw new UserException(
          ErrorCode.INVALID_ARGUMENT,
          "the statement has %d parameters, and was given %d values"
              .formatted(parameters, constants.size()));
    }
    if (parameters == 0) {
      return this;
    }
    return new Statement(
        new ParsedStatement(
            Parameters.replace(
                parsed.node(), constants.stream().map(SqlStatements::parseExpression).toList()),
            parsed.text(),
            parsed.line(),
            parsed.column(),
            parsed.offset()));
  }

  ParsedStatement parsed() {
    return parsed;
  }

  @Override
  public String toString() {
    return text();
  }
}
