package io.velostream.expression.compile;

import io.velostream.expression.Expression;
import io.velostream.expression.Expression.Case;
import io.velostream.expression.Expression.Coalesce;
import io.velostream.expression.compile.Code.Assign;
import io.velostream.expression.compile.Code.Choice;
import io.velostream.expression.compile.Code.If;
import io.velostream.expression.compile.Code.Local;
import io.velostream.expression.compile.Code.Value;
import java.util.List;

/// CASE and COALESCE.
final class Conditionals {
  private final ExpressionCompiler compiler;

  Conditionals(ExpressionCompiler compiler) {
    this.compiler = compiler;
  }

  Computed choose(Case choice, Block block) {
    return choose(choice, 0, Kind.of(choice.type().lane()), block);
  }

  private Computed choose(Case choice, int branch, Kind kind, Block block) {
    if (branch == choice.branches().size()) {
      return compiler.compute(choice.otherwise(), block);
    }
    Case.Branch chosen = choice.branches().get(branch);
    Value condition = compiler.truth(chosen.condition(), block);
    Block yes = block.conditional();
    Computed result = compiler.compute(chosen.result(), yes);
    Block no = block.conditional();
    Computed otherwise = choose(choice, branch + 1, kind, no);
    if (yes.isEmpty() && no.isEmpty() && result.isNull() == null && otherwise.isNull() == null) {
      return Computed.of(new Choice(condition, result.value(), otherwise.value()));
    }
    Local value = block.local("v", kind, Computed.zero(kind));
    Local isNull = block.local("n", Kind.BOOLEAN, Computed.FALSE);
    assign(yes, value, isNull, result);
    assign(no, value, isNull, otherwise);
    block.add(new If(condition, yes.statements(), no.statements()));
    boolean certain = result.isNull() == null && otherwise.isNull() == null;
    return certain ? Computed.of(value) : new Computed(value, isNull);
  }

  Computed coalesce(Coalesce coalesce, Block block) {
    return coalesce(coalesce.operands(), Kind.of(coalesce.type().lane()), block);
  }

  private Computed coalesce(List<Expression> operands, Kind kind, Block block) {
    Computed first = compiler.compute(operands.getFirst(), block);
    Value isNull = first.isNull();
    if (isNull == null || operands.size() == 1) {
      return first;
    }
    Value flag = block.settle("n", isNull);
    Block inner = block.conditional();
    Computed rest = coalesce(operands.subList(1, operands.size()), kind, inner);
    if (inner.isEmpty() && rest.isNull() == null) {
      return Computed.of(new Choice(flag, rest.value(), first.value()));
    }
    Local value = block.local("v", kind, first.value());
    Local stillNull = block.local("n", Kind.BOOLEAN, flag);
    assign(inner, value, stillNull, rest);
    block.add(new If(flag, inner.statements(), List.of()));
    return rest.isNull() == null ? Computed.of(value) : new Computed(value, stillNull);
  }

  private static void assign(Block block, Local value, Local isNull, Computed computed) {
    block.add(new Assign(value, computed.value()));
    block.add(new Assign(isNull, computed.nullFlag()));
  }
}
