package io.velostream.sql;

import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.SourcePosition;
import io.velostream.columnar.error.UserException;
import io.velostream.sql.grammar.ParsedStatement;
import io.velostream.sql.grammar.SqlStatements;
import io.velostream.sql.grammar.ast.CreateRelation;
import io.velostream.sql.grammar.ast.CreateView;
import io.velostream.sql.grammar.ast.DropRelation;
import io.velostream.sql.grammar.ast.ResetOption;
import io.velostream.sql.grammar.ast.SetOption;
import io.velostream.sql.grammar.ast.StatementSet;
import io.velostream.sql.rewrite.Parameters;
import java.util.List;
import org.apache.calcite.sql.SqlInsert;

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
