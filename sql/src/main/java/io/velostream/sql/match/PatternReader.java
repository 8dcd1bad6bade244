package io.velostream.sql.match;

import io.velostream.columnar.error.SourcePosition;
import io.velostream.expression.match.RowPattern;
import io.velostream.sql.validate.FrontEndErrors;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlMatchRecognize;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;

/// PATTERN.
final class PatternReader {
  private static final long MOST_ROWS = 10_000;

  private final MatchVariables variables;

  PatternReader(MatchVariables variables) {
    this.variables = variables;
  }

  RowPattern read(SqlMatchRecognize clause) {
    List<RowPattern> parts = new ArrayList<>();
    if (clause.getStrictStart().booleanValue()) {
      parts.add(new RowPattern.PartitionStart());
    }
    parts.add(read(clause.getPattern()));
    if (clause.getStrictEnd().booleanValue()) {
      parts.add(new RowPattern.PartitionEnd());
    }
    RowPattern pattern = parts.size() == 1 ? parts.getFirst() : new RowPattern.Sequence(parts);
    if (pattern.size() > MOST_ROWS) {
      throw FrontEndErrors.notSupported(
          "a pattern of more than "
              + MOST_ROWS
              + " variables, with repetitions by numbers and"
              + " PERMUTE written out, is",
          FrontEndErrors.position(clause.getPattern()),
          "use * or + and count the rows in DEFINE or in a measure");
    }
    return pattern;
  }

  private RowPattern read(SqlNode node) {
    return switch (node) {
      case SqlIdentifier name -> new RowPattern.Variable(variables.add(name));
      case SqlNodeList _ -> new RowPattern.Empty();
      case SqlCall call -> read(call);
      default -> throw new IllegalStateException("a pattern of " + node.getClass());
    };
  }

  private RowPattern read(SqlCall call) {
    return switch (call.getKind()) {
      case PATTERN_CONCAT -> new RowPattern.Sequence(flat(call));
      case PATTERN_ALTER -> new RowPattern.Choice(flat(call));
      case PATTERN_QUANTIFIER -> repeat(call);
      case PATTERN_PERMUTE ->
          new RowPattern.Permute(call.getOperandList().stream().map(this::read).toList());
      case PATTERN_EXCLUDED -> new RowPattern.Exclude(part(call));
      default -> throw new IllegalStateException("a pattern of " + call.getKind());
    };
  }

  private RowPattern part(SqlCall call) {
    SqlNode part = call.operand(0);
    return read(part);
  }

  /// `a b c` is read as `(a b) c`; parentheses make no difference.
  private List<RowPattern> flat(SqlCall call) {
    List<RowPattern> parts = new ArrayList<>();
    for (SqlNode operand : call.getOperandList()) {
      if (operand instanceof SqlCall inner && inner.getKind() == call.getKind()) {
        parts.addAll(flat(inner));
      } else {
        parts.add(read(operand));
      }
    }
    return parts;
  }

  private RowPattern repeat(SqlCall call) {
    SourcePosition position = FrontEndErrors.position(call);
    // Without a number before the comma it is -1.
    int least = Math.max(0, times(call.operand(1), position));
    int most = times(call.operand(2), position);
    boolean reluctant = ((SqlLiteral) call.operand(3)).booleanValue();
    if (most != RowPattern.Repeat.UNLIMITED && most < Math.max(1, least)) {
      throw FrontEndErrors.invalid(
          "a repetition of at least " + least + " and at most " + most + " rounds",
          position,
          "{2,5} is two to five; the second number is 1 or more, and not below the first");
    }
    return new RowPattern.Repeat(part(call), least, most, !reluctant);
  }

  private static int times(SqlLiteral number, SourcePosition position) {
    try {
      return number.intValue(true);
    } catch (ArithmeticException _) {
      throw FrontEndErrors.invalid(
          number + " is no number of rounds", position, "write a whole number, as in {2,5}");
    }
  }
}
