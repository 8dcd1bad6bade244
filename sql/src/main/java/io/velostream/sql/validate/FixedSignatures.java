package io.velostream.sql.validate;

import io.velostream.columnar.DataType;
import io.velostream.expression.function.FunctionCatalogue;
import io.velostream.expression.function.Signature;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlBasicFunction;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.SqlOperandTypeChecker;
import org.apache.calcite.sql.type.SqlTypeFamily;

/// Signatures of the functions whose types the catalogue of `expression` says.
final class FixedSignatures {
  private FixedSignatures() {}

  static List<SqlFunction> all() {
    Map<String, List<Signature>> byName =
        FunctionCatalogue.signatures().stream()
            .collect(
                Collectors.groupingBy(
                    Signature::name, LinkedHashMap::new, Collectors.toUnmodifiableList()));
    return byName.values().stream().map(FixedSignatures::function).toList();
  }

  private static SqlFunction function(List<Signature> signatures) {
    return signatures.size() > 1 || signatures.stream().anyMatch(FixedSignatures::isSpatial)
        ? overloaded(new SignatureChecker(signatures), signatures.getFirst().name())
        : function(signatures.getFirst());
  }

  /// A geometry may be given as text, which is no family of Calcite's.
  private static boolean isSpatial(Signature signature) {
    return signature.parameters().stream()
        .anyMatch(type ->
            type instanceof DataType.Geometry
                || type instanceof DataType.Array(DataType.Geometry _));
  }

  private static SqlFunction overloaded(SignatureChecker checker, String name) {
    return SqlBasicFunction.create(
        name,
        binding -> result(checker.find(binding).orElseThrow(), binding),
        checker,
        SqlFunctionCategory.SYSTEM);
  }

  private static SqlFunction function(Signature signature) {
    return SqlBasicFunction.create(
        signature.name(),
        binding -> result(signature, binding),
        operands(signature),
        SqlFunctionCategory.SYSTEM);
  }

  private static RelDataType result(Signature signature, SqlOperatorBinding binding) {
    boolean nullable =
        signature.maybeNull()
            || binding.collectOperandTypes().stream().anyMatch(RelDataType::isNullable);
    return Types.toCalcite(signature.result(), nullable, binding.getTypeFactory());
  }

  private static SqlOperandTypeChecker operands(Signature signature) {
    SqlOperandTypeChecker all = null;
    int last = signature.parameters().size();
    for (int count = signature.required(); count <= last; count++) {
      SqlOperandTypeChecker next = operands(signature.parameters().subList(0, count));
      all = all == null ? next : all.or(next);
    }
    return all == null ? OperandTypes.NILADIC : all;
  }

  /// Bytes may be given as text: then they are its UTF-8 bytes.
  private static SqlOperandTypeChecker operands(List<DataType> parameters) {
    if (parameters.isEmpty()) {
      return OperandTypes.NILADIC;
    }
    SqlOperandTypeChecker usual = families(parameters, SqlTypeFamily.BINARY);
    return parameters.stream().anyMatch(DataType.Varbinary.class::isInstance)
        ? usual.or(families(parameters, SqlTypeFamily.CHARACTER))
        : usual;
  }

  private static SqlOperandTypeChecker families(List<DataType> parameters, SqlTypeFamily ofBytes) {
    List<SqlTypeFamily> families = new ArrayList<>();
    for (DataType parameter : parameters) {
      families.add(
          parameter instanceof DataType.Varbinary ? ofBytes : UserFunctions.family(parameter));
    }
    return OperandTypes.family(families);
  }
}
