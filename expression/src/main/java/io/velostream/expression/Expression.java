package io.velostream.expression;

import io.velostream.columnar.DataType;
import io.velostream.columnar.error.SourcePosition;
import io.velostream.expression.function.ScalarFunction;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A typed expression over the columns of one input row.
///
/// Trees are immutable and fully typed: implicit casts are explicit nodes. Forms that do not simply
/// evaluate all arguments and yield NULL on a NULL argument have records of their own; all others
/// are a [Call].
public sealed interface Expression {
  /// The type of the value.
  DataType type();

  /// Whether the value may be NULL.
  boolean nullable();

  /// The operands, in order of evaluation.
  List<Expression> operands();

  /// The input column at `index`.
  record Column(int index, DataType type, boolean nullable) implements Expression {
    @Override
    public List<Expression> operands() {
      return List.of();
    }
  }

  /// A constant: boxed as [io.velostream.columnar.Values] says, `null` for NULL.
  record Literal(@Nullable Object value, DataType type) implements Expression {
    @Override
    public boolean nullable() {
      return value == null;
    }

    @Override
    public List<Expression> operands() {
      return List.of();
    }
  }

  /// A function call. Build one through [io.velostream.expression.function.FunctionCatalogue],
  /// which checks the argument types.
  record Call(
      ScalarFunction function,
      List<Expression> operands,
      DataType type,
      boolean nullable,
      SourcePosition position)
      implements Expression {
    public Call {
      operands = List.copyOf(operands);
    }
  }

  /// CAST, or TRY_CAST when `lenient`: then a value that does not fit gives NULL, not an error.
  record Cast(Expression operand, DataType type, boolean lenient, SourcePosition position)
      implements Expression {
    @Override
    public boolean nullable() {
      return lenient || operand.nullable();
    }

    @Override
    public List<Expression> operands() {
      return List.of(operand);
    }
  }

  /// Three-valued AND; stops at the first FALSE.
  record And(List<Expression> operands) implements Expression {
    public And {
      operands = List.copyOf(operands);
    }

    @Override
    public DataType type() {
      return DataType.BOOLEAN;
    }

    @Override
    public boolean nullable() {
      return operands.stream().anyMatch(Expression::nullable);
    }
  }

  /// Three-valued OR; stops at the first TRUE.
  record Or(List<Expression> operands) implements Expression {
    public Or {
      operands = List.copyOf(operands);
    }

    @Override
    public DataType type() {
      return DataType.BOOLEAN;
    }

    @Override
    public boolean nullable() {
      return operands.stream().anyMatch(Expression::nullable);
    }
  }

  /// Three-valued NOT.
  record Not(Expression operand) implements Expression {
    @Override
    public DataType type() {
      return DataType.BOOLEAN;
    }

    @Override
    public boolean nullable() {
      return operand.nullable();
    }

    @Override
    public List<Expression> operands() {
      return List.of(operand);
    }
  }

  /// IS NULL.
  record IsNull(Expression operand) implements Expression {
    @Override
    public DataType type() {
      return DataType.BOOLEAN;
    }

    @Override
    public boolean nullable() {
      return false;
    }

    @Override
    public List<Expression> operands() {
      return List.of(operand);
    }
  }

  /// Searched CASE: the result of the first branch whose condition is TRUE, else `otherwise`. Only
  /// the chosen result is evaluated.
  record Case(List<Branch> branches, Expression otherwise, DataType type) implements Expression {
    /// WHEN condition THEN result.
    public record Branch(Expression condition, Expression result) {}

    public Case {
      branches = List.copyOf(branches);
    }

    @Override
    public boolean nullable() {
      return otherwise.nullable() || branches.stream().anyMatch(b -> b.result().nullable());
    }

    @Override
    public List<Expression> operands() {
      List<Expression> all = new java.util.ArrayList<>();
      for (Branch branch : branches) {
        all.add(branch.condition());
        all.add(branch.result());
      }
      all.add(otherwise);
      return List.copyOf(all);
    }
  }

  /// The first operand that is not NULL; later ones are not evaluated.
  record Coalesce(List<Expression> operands, DataType type) implements Expression {
    public Coalesce {
      operands = List.copyOf(operands);
    }

    @Override
    public boolean nullable() {
      return operands.stream().allMatch(Expression::nullable);
    }
  }
}
