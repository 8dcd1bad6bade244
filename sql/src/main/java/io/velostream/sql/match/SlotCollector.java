package io.velostream.sql.match;

import io.velostream.columnar.error.UserException;
import io.velostream.expression.match.Navigation;
import io.velostream.sql.validate.FrontEndErrors;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.util.SqlShuttle;
import org.apache.calcite.sql.validate.SqlValidator;
import org.jspecify.annotations.Nullable;

/// Takes the slots out of a condition or a measure: what is left is an expression over columns that
/// are called as [#name] says.
final class SlotCollector extends SqlShuttle {
  private final MatchVariables variables;
  private final SqlValidator validator;
  private final boolean measure;
  private final boolean toEnd;
  private final List<SlotDraft> slots;
  private final List<String> texts;

  /// @param measure whether FINAL may be said
  SlotCollector(MatchVariables variables, SqlValidator validator, boolean measure) {
    this(variables, validator, measure, false, new ArrayList<>(), new ArrayList<>());
  }

  private SlotCollector(
      MatchVariables variables,
      SqlValidator validator,
      boolean measure,
      boolean toEnd,
      List<SlotDraft> slots,
      List<String> texts) {
    this.variables = variables;
    this.validator = validator;
    this.measure = measure;
    this.toEnd = toEnd;
    this.slots = slots;
    this.texts = texts;
  }

  /// What the column of a slot is called.
  static String name(int slot) {
    return "slot$" + slot;
  }

  List<SlotDraft> slots() {
    return slots;
  }

  @Override
  public @Nullable SqlNode visit(SqlIdentifier identifier) {
    if (validator.makeNullaryCall(identifier) != null) {
      return identifier;
    }
    ColumnReader columns = new ColumnReader(variables, validator);
    SqlNode column = columns.read(identifier);
    return slot(new SlotDraft.Cell(column, row(columns, identifier, false, 0, 0)), identifier);
  }

  @Override
  public @Nullable SqlNode visit(SqlCall call) {
    SqlKind kind = call.getKind();
    return switch (kind) {
      case FINAL, RUNNING -> modified(call, kind == SqlKind.FINAL);
      case FIRST, LAST -> navigated(call, 0);
      case PREV, NEXT -> moved(call);
      case CLASSIFIER ->
          slot(new SlotDraft.Classifier(new Navigation(Set.of(), false, 0, 0, toEnd)), call);
      case MATCH_NUMBER -> slot(new SlotDraft.Number(), call);
      default -> {
        if (SqlKind.QUERY.contains(kind)) {
          throw FrontEndErrors.notSupported(
              "a subquery in MATCH_RECOGNIZE is",
              FrontEndErrors.position(call),
              "join before, and look at the column");
        }
        yield isAggregate(call) ? aggregate(call) : super.visit(call);
      }
    };
  }

  private @Nullable SqlNode modified(SqlCall call, boolean isFinal) {
    SqlNode inner = call.operand(0);
    boolean navigates =
        inner instanceof SqlCall what
            && (what.getKind() == SqlKind.FIRST
                || what.getKind() == SqlKind.LAST
                || what.getKind() == SqlKind.CLASSIFIER
                || isAggregate(what));
    if (!measure) {
      throw FrontEndErrors.invalid(
          call.getOperator().getName() + " in DEFINE",
          FrontEndErrors.position(call),
          "a condition sees the rows up to its own; leave it out");
    }
    if (!navigates) {
      throw FrontEndErrors.invalid(
          call.getOperator().getName() + " belongs before FIRST, LAST or an aggregate",
          FrontEndErrors.position(call),
          "FINAL LAST(A.x) is the last of all rows of the match");
    }
    return inner.accept(
        new SlotCollector(variables, validator, true, isFinal, slots, texts));
  }

  private static boolean isAggregate(SqlCall call) {
    return call.getOperator().isAggregator()
        || call.getKind() == SqlKind.FILTER
        || call.getKind() == SqlKind.WITHIN_GROUP;
  }

  private SqlNode moved(SqlCall call) {
    int distance = number(call, 1);
    int moves = call.getKind() == SqlKind.PREV ? -distance : distance;
    SqlNode inner = call.operand(0);
    if (inner instanceof SqlCall modified
        && (modified.getKind() == SqlKind.FINAL || modified.getKind() == SqlKind.RUNNING)
        && measure
        && modified.operand(0) instanceof SqlCall navigation
        && isNavigation(navigation)) {
      return new SlotCollector(
              variables, validator, true, modified.getKind() == SqlKind.FINAL, slots, texts)
          .navigated(navigation, moves);
    }
    if (inner instanceof SqlCall navigation && isNavigation(navigation)) {
      return navigated(navigation, moves);
    }
    return cell(call, inner, false, 0, moves);
  }

  private static boolean isNavigation(SqlCall call) {
    return call.getKind() == SqlKind.FIRST || call.getKind() == SqlKind.LAST;
  }

  private SqlNode navigated(SqlCall call, int moves) {
    return cell(call, call.operand(0), call.getKind() == SqlKind.FIRST, number(call, 1), moves);
  }

  private SqlNode cell(SqlCall call, SqlNode inner, boolean first, int skipped, int moves) {
    if (inner.getKind() == SqlKind.CLASSIFIER) {
      Navigation row = new Navigation(Set.of(), first, skipped, moves, toEnd);
      return slot(new SlotDraft.Classifier(row), call);
    }
    ColumnReader columns = new ColumnReader(variables, validator);
    SqlNode expression = columns.read(inner);
    return slot(
        new SlotDraft.Cell(expression, row(columns, call, first, skipped, moves)), call);
  }

  private Navigation row(
      ColumnReader columns, SqlNode at, boolean first, int skipped, int moves) {
    return new Navigation(columns.variables(at), first, skipped, moves, toEnd);
  }

  private SqlNode aggregate(SqlCall call) {
    ColumnReader columns = new ColumnReader(variables, validator);
    SqlNode inner = columns.readAggregate(call);
    return slot(new SlotDraft.Aggregate(inner, columns.variablesOfAggregate(call), toEnd), call);
  }

  private static int number(SqlCall call, int operand) {
    if (call.operandCount() > operand
        && call.operand(operand) instanceof SqlNumericLiteral literal
        && literal.isInteger()) {
      long value = literal.longValue(true);
      if (value >= 0 && value <= Integer.MAX_VALUE) {
        return (int) value;
      }
    }
    throw notANumber(call);
  }

  private static UserException notANumber(SqlCall call) {
    return FrontEndErrors.invalid(
        "the offset of " + call.getOperator().getName() + " is a number of rows",
        FrontEndErrors.position(call),
        "write a whole number of 0 or more: PREV(A.x, 2)");
  }

  /// The column that stands for a slot, at its place in the query; the same one for the same slot.
  private SqlNode slot(SlotDraft slot, SqlNode at) {
    String text = slot.toString();
    int known = texts.indexOf(text);
    int number = known >= 0 ? known : slots.size();
    if (known < 0) {
      slots.add(slot);
      texts.add(text);
    }
    return new SqlIdentifier(name(number), at.getParserPosition());
  }
}
