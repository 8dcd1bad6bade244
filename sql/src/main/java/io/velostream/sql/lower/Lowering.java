package io.velostream.sql.lower;

import io.velostream.columnar.Schema;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.SourcePosition;
import io.velostream.columnar.error.UserException;
import io.velostream.plan.PlanNode;
import io.velostream.sql.bind.ExpressionBinder;
import io.velostream.sql.match.MatchRel;
import io.velostream.sql.validate.FrontEndErrors;
import io.velostream.sql.validate.QueryFrontEnd;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AsofJoin;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Intersect;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Minus;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.RepeatUnion;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.Spool;
import org.apache.calcite.rel.core.TableFunctionScan;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.core.Uncollect;
import org.apache.calcite.rel.core.Union;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.schema.TransientTable;

/// Turns the algebra of one statement into plan nodes, bottom up.
public final class Lowering {
  private final QueryFrontEnd frontEnd;
  private final ExpressionBinder binder;
  private final EmissionPolicy emission;
  private final IdentityHashMap<PlanNode, SourcePosition> sessionsOfGroups =
      new IdentityHashMap<>();

  /// Where recursive queries stand, by name.
  private final Map<String, SourcePosition> recursive;

  /// The columns of the recursive queries in whose rounds we are, by name.
  private final Map<String, Schema> rounds;

  /// @param frontEnd for the expressions of table definitions
  /// @param recursive where recursive queries stand, by name
  public Lowering(
      QueryFrontEnd frontEnd,
      ExpressionBinder binder,
      EmissionPolicy emission,
      Map<String, SourcePosition> recursive) {
    this(frontEnd, binder, emission, recursive, Map.of());
  }

  private Lowering(
      QueryFrontEnd frontEnd,
      ExpressionBinder binder,
      EmissionPolicy emission,
      Map<String, SourcePosition> recursive,
      Map<String, Schema> rounds) {
    this.frontEnd = frontEnd;
    this.binder = binder;
    this.emission = emission;
    this.recursive = Map.copyOf(recursive);
    this.rounds = Map.copyOf(rounds);
  }

  /// As this one, for a round of a recursive query of those columns. A round waits for nothing.
  Lowering ofRound(String name, Schema schema) {
    Map<String, Schema> inside = new HashMap<>(rounds);
    inside.put(name, schema);
    return new Lowering(frontEnd, binder, EmissionPolicy.CHANGES, recursive, inside);
  }

  /// The columns of the recursive query of that name, in one of whose rounds we are.
  Schema roundSchema(String name) {
    Schema schema = rounds.get(name);
    if (schema == null) {
      // Calcite makes rounds of what stands in FROM only.
      throw FrontEndErrors.notSupported(
          "a recursive query that reads itself in a subquery only is",
          recursiveQuery(name),
          "name '" + name + "' in FROM: join with it");
    }
    return schema;
  }

  /// Where the recursive query of that name stands.
  SourcePosition recursiveQuery(String name) {
    return recursive.getOrDefault(name, SourcePosition.NONE);
  }

  /// The incremental operators of an algebra tree.
  ///
  /// @throws UserException for algebra that no operator computes yet
  public PlanNode lower(RelNode node) {
    return switch (node) {
      case TableScan scan when scan.getTable().unwrap(TransientTable.class) != null ->
          LowerRecursion.roundBefore(scan, this);
      case TableScan scan -> LowerScan.lower(scan, this);
      case RepeatUnion recursion -> LowerRecursion.lower(recursion, this);
      // Where the rows of a round would be kept.
      case Spool spool -> lower(spool.getInput());
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
      case AsofJoin join -> LowerAsofJoin.lower(join, this);
      case Join join when LowerLookupJoin.applies(join) -> LowerLookupJoin.lower(join, this);
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
