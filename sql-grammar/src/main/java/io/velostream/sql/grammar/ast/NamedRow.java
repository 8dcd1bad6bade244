package io.velostream.sql.grammar.ast;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.SqlUtil;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.fun.SqlRowOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorScope;
import org.jspecify.annotations.Nullable;

/// `ROW(x AS a, y AS b)`: a ROW whose fields, or some of them, have names.
public final class NamedRow extends SqlRowOperator {
  private final List<@Nullable String> fields;

  private NamedRow(List<@Nullable String> fields) {
    super("ROW");
    this.fields = Collections.unmodifiableList(new ArrayList<>(fields));
  }

  /// A ROW.
  ///
  /// @param fields the name of each item, `null` for one that has none
  public static SqlCall of(
      SqlParserPos position, List<? extends SqlNode> items, List<@Nullable String> fields) {
    SqlRowOperator operator =
        fields.stream().allMatch(Objects::isNull) ? SqlStdOperatorTable.ROW : new NamedRow(fields);
    return operator.createCall(new SqlNodeList(items, position));
  }

  /// The names of the items, `null` for those without; there are as many as items.
  public List<@Nullable String> fields() {
    return fields;
  }

  @Override
  public RelDataType inferReturnType(SqlOperatorBinding binding) {
    RelDataTypeFactory types = binding.getTypeFactory();
    RelDataTypeFactory.Builder row = types.builder();
    boolean nullable = true;
    for (int i = 0; i < binding.getOperandCount(); i++) {
      String name = fields.get(i);
      row.add(name == null ? SqlUtil.deriveAliasFromOrdinal(i) : name, binding.getOperandType(i));
      nullable &= binding.getOperandType(i).isNullable();
    }
    return types.createTypeWithNullability(row.build(), nullable);
  }

  /// Calcite would look for an operator of this name and find the one without names.
  @Override
  public RelDataType deriveType(SqlValidator validator, SqlValidatorScope scope, SqlCall call) {
    for (SqlNode operand : call.getOperandList()) {
      validator.deriveType(scope, operand);
    }
    return validateOperands(validator, scope, call);
  }

  @Override
  public void unparse(SqlWriter writer, SqlCall call, int left, int right) {
    writer.print("ROW");
    SqlWriter.Frame frame = writer.startList(SqlWriter.FrameTypeEnum.FUN_CALL, "(", ")");
    for (int i = 0; i < call.operandCount(); i++) {
      writer.sep(",");
      call.operand(i).unparse(writer, 0, 0);
      String name = fields.get(i);
      if (name != null) {
        writer.keyword("AS");
        writer.identifier(name, true);
      }
    }
    writer.endList(frame);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof NamedRow row && row.fields.equals(fields);
  }

  @Override
  public int hashCode() {
    return fields.hashCode();
  }
}
