package io.velostream.sql;

import io.velostream.columnar.DataType;
import io.velostream.columnar.Schema;
import io.velostream.expression.Expression;
import io.velostream.expression.Expression.Literal;
import io.velostream.plan.HoldNode;
import io.velostream.plan.Plan;
import io.velostream.plan.PlanNode;
import io.velostream.plan.TableDescription;
import io.velostream.plan.explain.UnboundedState;
import io.velostream.sql.algebra.JoinOrder;
import io.velostream.sql.bind.ExpressionBinder;
import io.velostream.sql.bind.FunctionSource;
import io.velostream.sql.dialect.DialectRewrite;
import io.velostream.sql.emit.EmissionSettings;
import io.velostream.sql.emit.EndlessWaits;
import io.velostream.sql.emit.FinalOutput;
import io.velostream.sql.grammar.SqlStatements;
import io.velostream.sql.grammar.ast.EmitQuery;
import io.velostream.sql.lower.EmissionPolicy;
import io.velostream.sql.lower.Lowering;
import io.velostream.sql.optimize.Optimizer;
import io.velostream.sql.retain.StateHints;
import io.velostream.sql.retain.StateRetention;
import io.velostream.sql.rewrite.AggregateForms;
import io.velostream.sql.rewrite.CommonTables;
import io.velostream.sql.rewrite.DistinctKeys;
import io.velostream.sql.rewrite.FileTables;
import io.velostream.sql.rewrite.GroupWindows;
import io.velostream.sql.rewrite.HeaderForms;
import io.velostream.sql.rewrite.OutputNames;
import io.velostream.sql.rewrite.Lambdas;
import io.velostream.sql.rewrite.PlainForms;
import io.velostream.sql.rewrite.RecursiveQueries;
import io.velostream.sql.rewrite.ShortForms;
import io.velostream.sql.rewrite.SyntaxCopy;
import io.velostream.sql.rewrite.TemplateCasts;
import io.velostream.sql.rewrite.UnsupportedConstructs;
import io.velostream.sql.rewrite.VersionJoins;
import io.velostream.sql.validate.FrontEndErrors;
import io.velostream.sql.validate.QueryFrontEnd;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/// Takes a query through all stages.
final class QueryCompiler {
  private final CatalogView catalog;
  private final PlannerSettings settings;
  private final FunctionSource functions;

  /// Those of the statement at hand and of the views that it reads.
  private StateHints hints = new StateHints();

  QueryCompiler(CatalogView catalog, PlannerSettings settings, FunctionSource functions) {
    this.catalog = new FileCache(catalog);
    this.settings = settings;
    this.functions = functions;
  }

  /// The plan of a query that goes to the caller.
  Plan compile(SqlNode query) {
    return compile(query, Optional.empty(), root -> root);
  }

  /// The plan of a query.
  ///
  /// @param query with or without EMIT
  /// @param adapt fits the query's columns to the sink's
  Plan compile(SqlNode query, Optional<TableDescription> sink, UnaryOperator<PlanNode> adapt) {
    EmitQuery emit = query instanceof EmitQuery e ? e : null;
    EmissionPolicy policy = policy(emit);
    hints = new StateHints();
    QueryFrontEnd frontEnd = frontEnd();
    ExpressionBinder binder = binder(frontEnd);
    // The statement's own tree stays as written: a view keeps its text.
    SqlNode named =
        dialected(OutputNames.apply(SyntaxCopy.of(emit == null ? query : emit.query())));
    boolean ordersJoins = !settings.passesOff().contains(JoinOrder.NAME);
    RelNode algebra = frontEnd.joined(frontEnd.query(readable(named, true)), named, ordersJoins);
    PlanNode lowered =
        new Lowering(frontEnd, binder, policy, RecursiveQueries.positions(named)).lower(algebra);
    PlanNode output = FinalOutput.of(adapt.apply(lowered), policy);
    if (emit != null && emit.every() != null) {
      output = new HoldNode.Throttle(output, micros(emit.every()));
    }
    PlanNode kept = StateRetention.apply(output, hints.lifetimes(), settings.state());
    PlanNode optimized =
        new Optimizer(binder::call, catalog::usesBounds).optimize(kept, settings.passesOff());
    EmissionSettings.Applied applied = EmissionSettings.apply(optimized, settings);
    return new Plan(applied.root(), sink, applied.oneRecordPerStep(), warnings(applied.root()));
  }

  PlannerSettings settings() {
    return settings;
  }

  /// A query of the session's dialect in the words of the catalogue, and in forms that its text has
  /// again; the given tree stays as it is.
  SqlNode dialected(SqlNode query) {
    return DialectRewrite.apply(DistinctKeys.rewrite(SyntaxCopy.of(query)), settings.dialect());
  }

  private static List<String> warnings(PlanNode root) {
    List<String> warnings = new ArrayList<>(EndlessWaits.warnings(root));
    warnings.addAll(UnboundedState.relevantWarnings(root));
    return warnings;
  }

  /// A front end against the catalogue.
  QueryFrontEnd frontEnd() {
    return new QueryFrontEnd(catalog, text -> readable(SqlStatements.parseOne(text).node(), false));
  }

  /// Binds expressions as this compiler does.
  ExpressionBinder binder(QueryFrontEnd frontEnd) {
    return new ExpressionBinder(frontEnd.rexBuilder(), functions, settings.castRounding());
  }

  /// @param whole whether it is all of a statement, and not a view's
  private SqlNode readable(SqlNode query, boolean whole) {
    UnsupportedConstructs.check(query);
    SqlNode copy = SyntaxCopy.of(query);
    hints.take(copy);
    CommonTables.prepare(copy);
    FileTables.check(copy, catalog);
    RecursiveQueries.prepare(copy);
    SqlNode versions = VersionJoins.rewrite(copy, catalog);
    SqlNode named = ShortForms.rewrite(TemplateCasts.rewrite(Lambdas.rewrite(versions)));
    SqlNode forms = AggregateForms.rewrite(PlainForms.rewrite(named, settings.castRounding()));
    return GroupWindows.rewrite(HeaderForms.rewrite(forms, catalog, whole), catalog);
  }

  private static EmissionPolicy policy(@Nullable EmitQuery emit) {
    if (emit == null) {
      return EmissionPolicy.DEFAULT;
    }
    return switch (emit.mode()) {
      case CHANGES -> EmissionPolicy.CHANGES;
      case FINAL -> EmissionPolicy.FINAL;
    };
  }

  private long micros(SqlNode interval) {
    QueryFrontEnd frontEnd = frontEnd();
    Expression constant =
        binder(frontEnd)
            .bind(frontEnd.expressions(List.of(interval), new Schema(List.of())).getFirst());
    if (constant instanceof Literal(Long micros, DataType.Interval type)
        && type.family() == DataType.Interval.Family.DAY_TIME
        && micros > 0) {
      return micros;
    }
    throw FrontEndErrors.invalid(
        "EVERY needs a duration of days or less, longer than nothing",
        FrontEndErrors.position(interval),
        "write for example EVERY INTERVAL '1' SECOND");
  }
}
