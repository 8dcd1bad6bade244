package io.velostream.sql.validate;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql2rel.SqlRexContext;
import org.apache.calcite.sql2rel.SqlRexConvertlet;
import org.apache.calcite.sql2rel.SqlRexConvertletTable;
import org.apache.calcite.sql2rel.StandardConvertletTable;
import org.jspecify.annotations.Nullable;

/// How calls become row expressions: as Calcite does it, but for a few calls that it expands into
/// something else. Those stay calls.
final class StreamConvertlets implements SqlRexConvertletTable {
  static final StreamConvertlets INSTANCE = new StreamConvertlets();

  /// TIMESTAMPDIFF would become arithmetic on intervals in milliseconds (ours are microseconds),
  /// SQRT a power with an exponent of 0.5, and some of our functions Calcite's functions of the
  /// same name.
  private static final Set<SqlOperator> KEPT = kept();

  private StreamConvertlets() {}

  private static Set<SqlOperator> kept() {
    Set<SqlOperator> kept = new HashSet<>(StreamFunctions.all());
    kept.addAll(FixedSignatures.all());
    kept.addAll(CollectionSignatures.all());
    kept.addAll(HeaderSignatures.all());
    kept.addAll(LambdaOperators.all());
    kept.add(TemporalOperators.TIMESTAMPDIFF);
    kept.add(SqlStdOperatorTable.SQRT);
    return kept;
  }

  @Override
  public @Nullable SqlRexConvertlet get(SqlCall call) {
    if (call.getKind() == SqlKind.DESCRIPTOR) {
      return StreamConvertlets::names;
    }
    if (call.getOperator() instanceof NestedOperators.Cast) {
      return StreamConvertlets::cast;
    }
    if (call.getKind() == SqlKind.IS_DISTINCT_FROM
        || call.getKind() == SqlKind.IS_NOT_DISTINCT_FROM) {
      return StreamConvertlets::distinct;
    }
    return KEPT.contains(call.getOperator())
        ? StreamConvertlets::keep
        : StandardConvertletTable.INSTANCE.get(call);
  }

  /// Calcite's way, but for rows: for it they are distinct only when all of their fields are.
  private static RexNode distinct(SqlRexContext context, SqlCall call) {
    boolean rows =
        call.getOperandList().stream()
            .anyMatch(operand -> context.getValidator().getValidatedNodeType(operand).isStruct());
    SqlRexConvertlet usual = StandardConvertletTable.INSTANCE.get(call);
    return rows || usual == null ? keep(context, call) : usual.convertCall(context, call);
  }

  /// Calcite's way, which is known to it by a class that ours is not, but for nested values: there
  /// it takes both types for alike.
  private static RexNode cast(SqlRexContext context, SqlCall call) {
    SqlValidator validator = context.getValidator();
    if (NestedOperators.Cast.isNested(validator.getValidatedNodeType(call.operand(0)))) {
      return context
          .getRexBuilder()
          .makeAbstractCast(
              call.getParserPosition(),
              validator.getValidatedNodeType(call),
              context.convertExpression(call.operand(0)),
              call.getKind() == SqlKind.SAFE_CAST);
    }
    SqlCall plain =
        SqlStdOperatorTable.CAST.createCall(call.getParserPosition(), call.getOperandList());
    SqlRexConvertlet convertlet = StandardConvertletTable.INSTANCE.get(plain);
    if (convertlet == null) {
      throw new IllegalStateException("Calcite has no CAST");
    }
    return convertlet.convertCall(context, call);
  }

  private static RexNode keep(SqlRexContext context, SqlCall call) {
    List<RexNode> operands = new ArrayList<>();
    for (SqlNode operand : call.getOperandList()) {
      operands.add(context.convertExpression(operand));
    }
    return context
        .getRexBuilder()
        .makeCall(
            call.getParserPosition(),
            context.getValidator().getValidatedNodeType(call),
            call.getOperator(),
            operands);
  }

  /// DESCRIPTOR(a, b) as a call on the names: what they refer to is for the window function to say.
  private static RexNode names(SqlRexContext context, SqlCall call) {
    RexBuilder builder = context.getRexBuilder();
    List<RexNode> names = new ArrayList<>();
    for (SqlNode column : call.getOperandList()) {
      names.add(builder.makeLiteral(((SqlIdentifier) column).names.getLast()));
    }
    return builder.makeCall(
        call.getParserPosition(),
        context.getValidator().getValidatedNodeType(call),
        call.getOperator(),
        names);
  }
}
