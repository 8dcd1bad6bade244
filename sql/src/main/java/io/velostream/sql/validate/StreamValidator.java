package io.velostream.sql.validate;

import io.velostream.sql.SystemColumns;
import io.velostream.sql.match.MatchExpressions;
import io.velostream.sql.match.MatchQuery;
import io.velostream.sql.match.MatchReader;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlMatchRecognize;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperatorTable;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlUnpivot;
import org.apache.calcite.sql.type.SqlTypeMappingRule;
import org.apache.calcite.sql.util.SqlShuttle;
import org.apache.calcite.sql.validate.SelectScope;
import org.apache.calcite.sql.validate.SqlValidatorCatalogReader;
import org.apache.calcite.sql.validate.SqlValidatorImpl;
import org.apache.calcite.sql.validate.SqlValidatorNamespace;
import org.apache.calcite.sql.validate.SqlValidatorScope;
import org.apache.calcite.util.Util;
import org.jspecify.annotations.Nullable;

/// Calcite's validator, but for
///
/// - names inside of aggregates in HAVING and ORDER BY: those are columns of the input, whatever
///   the SELECT list calls by the same name;
/// - system columns, which `*` does not stand for;
/// - MATCH_RECOGNIZE;
/// - GROUP BY ALL, ORDER BY ALL and stars in a ROW, which mean columns that only it knows.
final class StreamValidator extends SqlValidatorImpl {
  private final Supplier<Set<String>> hidden;
  private final MatchExpressions expressions;
  private final IdentityHashMap<SqlMatchRecognize, MatchQuery> matches = new IdentityHashMap<>();

  /// @param hidden the columns of tables that stars do not stand for
  StreamValidator(
      SqlOperatorTable operators,
      SqlValidatorCatalogReader catalog,
      RelDataTypeFactory types,
      Config config,
      Supplier<Set<String>> hidden,
      MatchExpressions expressions) {
    super(operators, catalog, types, config);
    this.hidden = hidden;
    this.expressions = expressions;
  }

  /// Called for what stars stand for: system columns are left out, see [SystemColumns].
  @Override
  protected void addToSelectList(
      List<SqlNode> list,
      Set<String> aliases,
      List<Map.Entry<String, RelDataType>> fields,
      SqlNode item,
      SelectScope scope,
      boolean systemVariables) {
    if (!HiddenColumns.isOne(item, scope, hidden.get())) {
      super.addToSelectList(list, aliases, fields, item, scope, systemVariables);
    }
  }

  /// Reads the clause anew: see [io.velostream.sql.match].
  @Override
  public void validateMatchRecognize(SqlCall call) {
    SqlMatchRecognize clause = (SqlMatchRecognize) call;
    RelDataType input = Objects.requireNonNull(getNamespace(clause.getTableRef())).getRowType();
    MatchQuery query = MatchReader.read(clause, input, this, expressions);
    matches.put(clause, query);
    Objects.requireNonNull(getNamespace(clause)).setType(query.rowType());
  }

  /// What has been read of a clause.
  MatchQuery match(SqlMatchRecognize clause) {
    return Objects.requireNonNull(matches.get(clause), "the clause has been validated");
  }

  @Override
  public SqlTypeMappingRule getTypeMappingRule() {
    return GeometryCasts.RULE;
  }

  @Override
  protected void validateHavingClause(SqlSelect select) {
    SqlNode having = select.getHaving();
    if (having != null) {
      select.setHaving(withInputColumns(having, select));
    }
    super.validateHavingClause(select);
  }

  @Override
  public SqlNode expandOrderExpr(SqlSelect select, SqlNode order) {
    return super.expandOrderExpr(select, withInputColumns(order, select));
  }

  /// The columns of the input are known by now.
  @Override
  protected void validateWhereClause(SqlSelect select) {
    AllColumns.group(select, this);
    super.validateWhereClause(select);
  }

  /// The columns of the result are known by now.
  @Override
  protected void validateOrderList(SqlSelect select) {
    AllColumns.order(select);
    super.validateOrderList(select);
  }

  /// What names the columns in the rows that they become are their own names, in their own letters.
  @Override
  public void validateUnpivot(SqlUnpivot unpivot) {
    SqlValidatorNamespace input = getNamespace(unpivot.query);
    if (input != null) {
      unpivot.forEachNameValues((names, _) -> rename(names, input.getRowType()));
    }
    super.validateUnpivot(unpivot);
  }

  private void rename(SqlNodeList names, RelDataType columns) {
    for (int i = 0; i < names.size(); i++) {
      SqlIdentifier name = (SqlIdentifier) names.get(i);
      RelDataTypeField column =
          getCatalogReader().nameMatcher().field(columns, Util.last(name.names));
      if (column != null) {
        names.set(i, name.setName(name.names.size() - 1, column.getName()));
      }
    }
  }

  @Override
  public SqlNode expandSelectExpr(
      SqlNode item, SelectScope scope, SqlSelect select, Map<String, SqlNode> expansions) {
    return super.expandSelectExpr(RowStars.expand(item, select, this), scope, select, expansions);
  }

  /// The names inside of aggregates with their table before them: then nobody takes them for
  /// aliases.
  private SqlNode withInputColumns(SqlNode expression, SqlSelect select) {
    SqlValidatorScope input = getRawSelectScope(select);
    if (input == null) {
      return expression;
    }
    SqlNode qualified = expression.accept(new Qualifier(input, false));
    return qualified == null ? expression : qualified;
  }

  private final class Qualifier extends SqlShuttle {
    private final SqlValidatorScope input;
    private final boolean inAggregate;

    Qualifier(SqlValidatorScope input, boolean inAggregate) {
      this.input = input;
      this.inAggregate = inAggregate;
    }

    @Override
    public @Nullable SqlNode visit(SqlCall call) {
      if (SqlKind.QUERY.contains(call.getKind())) {
        return call;
      }
      boolean aggregate =
          call.getOperator().isAggregator()
              || call.getKind() == SqlKind.FILTER
              || call.getKind() == SqlKind.WITHIN_GROUP;
      return aggregate && !inAggregate
          ? call.accept(new Qualifier(input, true))
          : super.visit(call);
    }

    @Override
    public @Nullable SqlNode visit(SqlIdentifier name) {
      boolean column =
          inAggregate
              && name.isSimple()
              && input
                      .findQualifyingTableNames(
                          name.getSimple(), name, getCatalogReader().nameMatcher())
                      .size()
                  == 1;
      return column ? input.fullyQualify(name).identifier : name;
    }
  }
}
