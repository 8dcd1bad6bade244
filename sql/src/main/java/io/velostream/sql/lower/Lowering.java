package io.velostream.sql.lower;

import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.SourcePosition;
import io.velostream.columnar.error.UserException;
import io.velostream.plan.PlanNode;
import io.velostream.sql.bind.ExpressionBinder;
import io.velostream.sql.match.MatchRel;
import io.velostream.sql.validate.QueryFrontEnd;
import java.util.IdentityHashMap;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Intersect;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Minus;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.TableFunctionScan;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.core.Uncollect;
import org.apache.calcite.rel.core.Union;
import org.apache.calcite.rel.core.Values;

/// Turns the algebra of one statement into plan nodes, bottom up.
public final class Lowering {
  private final QueryFrontEnd frontEnd;
  private final ExpressionBinder binder;
  private final EmissionPolicy emission;
  private final IdentityHashMap<PlanNode, SourcePosition> sessionsOfGroups =
      new IdentityHashMap<>();

  /// @param frontEnd for the expressions of table definitions
  public Lowering(QueryFrontEnd frontEnd, ExpressionBinder binder, EmissionPolicy emission) {
    this.frontEnd = frontEnd;
    this.binder = binder;
    this.emission = emission;
  }

  /// The incremental operators of an algebra tree.
  ///
  /// @throws UserException for algebra that no operator computes yet
  public PlanNode lower(RelNode node) {
    return switch (node) {
      case TableScan scan -> LowerScan.lower(scan, this);
      case Values values -> LowerValues.lower(values);
      case Filter filter -> LowerFilter.lower(filter, this);
      case Project project -> LowerProject.lower(project, this);
      case Aggregate aggregate -> LowerAggregate.lower(aggregate, this);
      case TableFunctionScan function -> LowerWindowFunction.lower(function, this);
      case Union union -> LowerUnion.lower(union, this);
      case Intersect intersect -> LowerSetOperation.lower(intersect, this);
      case Minus minus -> LowerSetOperation.lower(minus, this);
      case Sort sort -> LowerSort.lower(sort, this);
      case Uncollect unnest -> LowerTableFunction.alone(unnest, this);
      case Correlate correlate -> LowerTableFunction.lateral(correlate, this);
      case MatchRel match -> LowerMatch.lower(match, this);
      case Join join when LowerConstantJoin.applies(join) -> LowerConstantJoin.lower(join, this);
      case Join join when LowerTableFunction.applies(join) ->
          LowerTableFunction.lateral(join, this);
      case Join join -> LowerJoin.lower(join, this);
      default ->
          throw new UserException(
              ErrorCode.NOT_SUPPORTED,
              node.getRelTypeName().replace("Logical", "") + " is not supported yet");
    };
  }

  QueryFrontEnd frontEnd() {
    return frontEnd;
  }

  ExpressionBinder binder() {
    return binder;
  }

  EmissionPolicy emission() {
    return emission;
  }

  /// Windows of the short form of SESSION, whose keys are those of the GROUP BY above them, and
  /// where they stand. By identity.
  IdentityHashMap<PlanNode, SourcePosition> sessionsOfGroups() {
    return sessionsOfGroups;
  }
}
