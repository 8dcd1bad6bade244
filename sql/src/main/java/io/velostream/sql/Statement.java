package io.velostream.sql;

import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.SourcePosition;
import io.velostream.columnar.error.UserException;
import io.velostream.sql.grammar.ParsedStatement;
import io.velostream.sql.grammar.SqlStatements;
import io.velostream.sql.grammar.ast.CreateRelation;
import io.velostream.sql.grammar.ast.CreateView;
import io.velostream.sql.grammar.ast.DropRelation;
import io.velostream.sql.grammar.ast.Option;
import io.velostream.sql.grammar.ast.ResetOption;
import io.velostream.sql.grammar.ast.SetOption;
import io.velostream.sql.grammar.ast.StatementSet;
import io.velostream.sql.rewrite.Parameters;
import io.velostream.sql.validate.FrontEndErrors;
import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlInsert;
import org.apache.calcite.sql.SqlNode;
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
      case SetOption set -> set.key() == null;
      case ResetOption _ -> false;
      default -> true;
    };
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
