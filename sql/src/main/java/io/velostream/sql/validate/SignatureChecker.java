package io.velostream.sql.validate;

import io.velostream.columnar.DataType;
import io.velostream.columnar.error.UserException;
import io.velostream.expression.function.Signature;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlCallBinding;
import org.apache.calcite.sql.SqlOperandCountRange;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.type.SqlOperandCountRanges;
import org.apache.calcite.sql.type.SqlOperandTypeChecker;

/// Checks calls by several signatures of one function, the first of which that takes the arguments
/// says what it gives.
final class SignatureChecker implements SqlOperandTypeChecker {
  private final List<Signature> signatures;

  SignatureChecker(List<Signature> signatures) {
    this.signatures = List.copyOf(signatures);
  }

  /// The signature that takes these arguments.
  Optional<Signature> find(SqlOperatorBinding binding) {
    List<DataType> arguments = new ArrayList<>();
    for (RelDataType type : binding.collectOperandTypes()) {
      try {
        arguments.add(Types.fromCalcite(type));
      } catch (UserException _) {
        // A type that values cannot have fits no signature.
        return Optional.empty();
      }
    }
    return signatures.stream().filter(signature -> signature.takes(arguments)).findFirst();
  }

  @Override
  public boolean checkOperandTypes(SqlCallBinding binding, boolean throwOnFailure) {
    boolean fits = find(binding).isPresent();
    if (!fits && throwOnFailure) {
      throw binding.newValidationSignatureError();
    }
    return fits;
  }

  @Override
  public SqlOperandCountRange getOperandCountRange() {
    return SqlOperandCountRanges.between(
        signatures.stream().mapToInt(Signature::required).min().orElse(0),
        signatures.stream().mapToInt(s -> s.parameters().size()).max().orElse(0));
  }

  @Override
  public String getAllowedSignatures(SqlOperator operator, String name) {
    List<String> forms = new ArrayList<>();
    for (Signature signature : signatures) {
      for (int count = signature.required(); count <= signature.parameters().size(); count++) {
        forms.add(
            signature.parameters().subList(0, count).stream()
                .map(type -> "<" + type.sql() + ">")
                .collect(Collectors.joining(", ", name + "(", ")")));
      }
    }
    return String.join("\n", forms);
  }
}
