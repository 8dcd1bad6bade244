package io.velostream.sql.grammar.ast;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlSpecialOperator;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.util.Litmus;
import org.jspecify.annotations.Nullable;

/// A node of the syntax tree that Calcite does not have. Nodes never change: a visitor that
/// rewrites operands, such as Calcite's `SqlShuttle`, gets a copy with the same attributes.
///
/// The family is closed, so a switch over it needs no default.
public abstract sealed class GrammarNode extends SqlCall
    permits ComputedColumn,
        CreateJob,
        CreateRelation,
        CreateView,
        Describe,
        DescribeFunction,
        DropRelation,
        EmitQuery,
        Explain,
        GroupWindow,
        JobControl,
        MetadataColumn,
        Option,
        PhysicalColumn,
        PrimaryKey,
        ResetOption,
        SetOption,
        ShowCreate,
        ShowObjects,
        StatementSet,
        Upsert,
        Watermark {
  private final String label;
  private final SqlKind kind;

  GrammarNode(String label, SqlKind kind, SqlParserPos pos) {
    super(pos);
    this.label = label;
    this.kind = kind;
  }

  /// The same node over other operands, given in the order of [#getOperandList()].
  abstract GrammarNode copy(SqlParserPos pos, List<@Nullable SqlNode> operands);

  /// What tells this node from another of its class over equal operands.
  List<?> attributes() {
    return List.of();
  }

  @Override
  public final SqlKind getKind() {
    return kind;
  }

  @Override
  public final SqlOperator getOperator() {
    return new CopyingOperator(this);
  }

  @Override
  public final SqlNode clone(SqlParserPos pos) {
    return copy(pos, getOperandList());
  }

  @Override
  public final boolean equalsDeep(@Nullable SqlNode node, Litmus litmus) {
    if (node instanceof GrammarNode that
        && that.getClass() == getClass()
        && !that.attributes().equals(attributes())) {
      return litmus.fail("{} != {}", this, node);
    }
    return super.equalsDeep(node, litmus);
  }

  /// An operand list; absent parts are null, as Calcite has it.
  @SuppressWarnings("NullAway")
  static List<SqlNode> operands(@Nullable SqlNode... nodes) {
    return Collections.unmodifiableList(Arrays.asList(nodes));
  }

  /// The value of a character literal.
  static String text(SqlLiteral literal) {
    return literal.getValueAs(String.class);
  }

  /// Writes a type, and NOT NULL if it says so.
  static void unparse(SqlDataTypeSpec type, SqlWriter writer) {
    type.unparse(writer, 0, 0);
    if (Boolean.FALSE.equals(type.getNullable())) {
      writer.keyword("NOT NULL");
    }
  }

  /// Writes `(a, b, c)`.
  static void parenthesized(SqlWriter writer, SqlNodeList list) {
    SqlWriter.Frame frame = writer.startList("(", ")");
    for (SqlNode node : list) {
      writer.sep(",");
      node.unparse(writer, 0, 0);
    }
    writer.endList(frame);
  }

  /// Carries a node's class through Calcite's rewriting, which builds new calls from operators.
  private static final class CopyingOperator extends SqlSpecialOperator {
    private final GrammarNode node;

    CopyingOperator(GrammarNode node) {
      super(node.label, node.kind);
      this.node = node;
    }

    @Override
    public SqlCall createCall(
        @Nullable SqlLiteral quantifier, SqlParserPos pos, @Nullable SqlNode... operands) {
      return node.copy(pos, Arrays.asList(operands));
    }
  }
}
