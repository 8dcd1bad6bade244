package io.velostream.sql.validate;

import io.velostream.expression.user.ElementFunction.Use;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlBasicFunction;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCallBinding;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLambda;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperandCountRange;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.type.FunctionSqlType;
import org.apache.calcite.sql.type.SqlOperandCountRanges;
import org.apache.calcite.sql.type.SqlOperandTypeChecker;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.sql.validate.SqlLambdaScope;
import org.apache.calcite.sql.validate.SqlValidator;
import org.jspecify.annotations.Nullable;

/// Signatures of functions that take an array, a lambda, and what the lambda takes from its row.
public final class LambdaOperators {
  private static final Map<String, Use> USES =
      Map.ofEntries(
          Map.entry("EXISTS", Use.ANY),
          Map.entry("ANY_MATCH", Use.ANY),
          Map.entry("ALL_MATCH", Use.ALL),
          Map.entry("FILTER", Use.FILTER),
          Map.entry("ARRAY_FILTER", Use.FILTER),
          Map.entry("LIST_FILTER", Use.FILTER),
          Map.entry("TRANSFORM", Use.TRANSFORM),
          Map.entry("ARRAY_TRANSFORM", Use.TRANSFORM),
          Map.entry("LIST_TRANSFORM", Use.TRANSFORM));

  private LambdaOperators() {}

  /// Whether a function of that name takes a lambda.
  public static boolean isName(String name) {
    return USES.containsKey(name.toUpperCase(Locale.ROOT));
  }

  /// What a function does with the results of its lambda.
  public static @Nullable Use use(String name) {
    return USES.get(name.toUpperCase(Locale.ROOT));
  }

  static List<SqlFunction> all() {
    List<SqlFunction> all = new ArrayList<>();
    USES.forEach((name, use) ->
        all.add(
            SqlBasicFunction.create(
                name,
                binding -> result(use, binding),
                new Checker(use),
                SqlFunctionCategory.SYSTEM)));
    return all;
  }

  private static RelDataType result(Use use, SqlOperatorBinding binding) {
    RelDataTypeFactory types = binding.getTypeFactory();
    RelDataType type =
        switch (use) {
          case ANY, ALL -> types.createSqlType(SqlTypeName.BOOLEAN);
          case FILTER -> binding.getOperandType(0);
          case TRANSFORM -> types.createArrayType(given(binding.getOperandType(1)), -1);
        };
    return types.createTypeWithNullability(type, true);
  }

  /// What a lambda gives, which may be NULL.
  private static RelDataType given(RelDataType lambda) {
    return lambda instanceof FunctionSqlType function ? function.getReturnType() : lambda;
  }

  /// Tells the lambda the types of its parameters, which Calcite has taken for anything so far.
  private record Checker(Use use) implements SqlOperandTypeChecker {
    @Override
    public boolean checkOperandTypes(SqlCallBinding binding, boolean throwOnFailure) {
      boolean fits = fits(binding);
      if (!fits && throwOnFailure) {
        throw binding.newValidationSignatureError();
      }
      return fits;
    }

    private boolean fits(SqlCallBinding binding) {
      RelDataType array = binding.getOperandType(0);
      if (!(binding.operand(1) instanceof SqlLambda lambda)) {
        return false;
      }
      if (array.getSqlTypeName() == SqlTypeName.ANY) {
        // In a lambda whose own parameter has no type yet: this is looked at again.
        return true;
      }
      RelDataTypeFactory types = binding.getTypeFactory();
      @Nullable RelDataType element =
          switch (array.getSqlTypeName()) {
            case ARRAY -> array.getComponentType();
            case NULL -> types.createSqlType(SqlTypeName.NULL);
            default -> null;
          };
      if (element == null || lambda.getParameters().size() != binding.getOperandCount() - 1) {
        return false;
      }
      SqlValidator validator = binding.getValidator();
      Map<String, RelDataType> parameters =
          ((SqlLambdaScope) validator.getLambdaScope(lambda)).getParameterTypes();
      for (int i = 0; i < lambda.getParameters().size(); i++) {
        RelDataType type = i == 0 ? element : binding.getOperandType(i + 1);
        parameters.put(
            lambda.getParameters().get(i).toString(), types.createTypeWithNullability(type, true));
      }
      lambda.accept(new Forgetting(validator));
      validator.validateLambda(lambda);
      return gives(given(validator.getValidatedNodeType(lambda)));
    }

    private boolean gives(RelDataType type) {
      return switch (use) {
        case ANY, ALL, FILTER ->
            switch (type.getSqlTypeName()) {
              case BOOLEAN, NULL, ANY -> true;
              default -> false;
            };
        case TRANSFORM -> true;
      };
    }

    @Override
    public SqlOperandCountRange getOperandCountRange() {
      return SqlOperandCountRanges.from(2);
    }

    @Override
    public String getAllowedSignatures(SqlOperator operator, String name) {
      return switch (use) {
        case ANY, ALL, FILTER -> name + "(<ARRAY>, x -> <BOOLEAN>)";
        case TRANSFORM -> name + "(<ARRAY>, x -> <ANY>)";
      };
    }
  }

  /// Forgets the types that were derived before those of the parameters were known.
  private static final class Forgetting extends SqlBasicVisitor<@Nullable Void> {
    private final SqlValidator validator;

    Forgetting(SqlValidator validator) {
      this.validator = validator;
    }

    @Override
    public @Nullable Void visit(SqlIdentifier identifier) {
      validator.removeValidatedNodeType(identifier);
      return super.visit(identifier);
    }

    @Override
    public @Nullable Void visit(SqlCall call) {
      validator.removeValidatedNodeType(call);
      for (SqlNode operand : call.getOperandList()) {
        if (operand != null) {
          operand.accept(this);
        }
      }
      return null;
    }
  }
}
