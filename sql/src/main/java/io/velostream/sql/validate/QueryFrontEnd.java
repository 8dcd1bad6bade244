package io.velostream.sql.validate;

import io.velostream.columnar.DataType;
import io.velostream.columnar.Field;
import io.velostream.columnar.Schema;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.SourcePosition;
import io.velostream.columnar.error.UserException;
import io.velostream.sql.CatalogView;
import io.velostream.sql.DefinitionText;
import io.velostream.sql.TableDefinition;
import io.velostream.sql.algebra.JoinAlgebra;
import io.velostream.sql.algebra.OuterAggregates;
import io.velostream.sql.algebra.RowEquality;
import io.velostream.sql.algebra.WithinDistinct;
import io.velostream.sql.grammar.ast.PlainSelect;
import io.velostream.sql.match.MatchExpressions;
import io.velostream.sql.reference.FunctionReference;
import io.velostream.sql.rewrite.DeclaredTypes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.calcite.config.CalciteConnectionConfig;
import org.apache.calcite.config.CalciteConnectionProperty;
import org.apache.calcite.jdbc.CalciteSchema;
import org.apache.calcite.plan.ConventionTraitDef;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.volcano.VolcanoPlanner;
import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.runtime.CalciteContextException;
import org.apache.calcite.runtime.CalciteException;
import org.apache.calcite.sql.SqlCollectionTypeNameSpec;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlMapTypeNameSpec;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlRowTypeNameSpec;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql2rel.SqlToRelConverter;

/// Validates syntax trees and turns them into relational algebra. One object per compilation.
///
/// Calcite's own rewrites are kept to what the conversion needs: nothing is simplified or reduced
/// here, since that may change which rows raise an error.
public final class QueryFrontEnd implements MatchExpressions {
  private static final String INPUT = "input";

  private static final CalciteConnectionConfig CONNECTION =
      CalciteConnectionConfig.DEFAULT.set(CalciteConnectionProperty.CASE_SENSITIVE, "false");

  private static final SqlValidator.Config VALIDATION =
      SqlValidator.Config.DEFAULT
          .withConformance(StreamConformance.INSTANCE)
          .withTypeCoercionFactory(StreamTypeCoercion::new)
          .withIdentifierExpansion(true)
          .withColumnReferenceExpansion(true);

  private static final SqlToRelConverter.Config CONVERSION =
      SqlToRelConverter.config()
          .withTrimUnusedFields(false)
          .withExpand(false)
          .withInSubQueryThreshold(Integer.MAX_VALUE)
          .withRelBuilderConfigTransform(builder ->
              builder
                  .withSimplify(false)
                  .withSimplifyLimit(false)
                  .withSimplifyValues(false)
                  .withPruneInputOfAggregate(false)
                  .withDedupAggregateCalls(true)
                  .withBloat(-1));

  private final CatalogView catalog;
  private final Function<String, SqlNode> viewReader;
  private final RelDataTypeFactory types = Types.newFactory();
  private final RelOptCluster cluster = newCluster(types);
  private final Deque<String> openViews = new ArrayDeque<>();

  /// @param viewReader reads a view's text into a syntax tree without short forms
  public QueryFrontEnd(CatalogView catalog, Function<String, SqlNode> viewReader) {
    this.catalog = catalog;
    this.viewReader = viewReader;
  }

  /// The algebra of a query. Its row type has the query's column names.
  ///
  /// @throws UserException for any error in it
  public RelNode query(SqlNode query) {
    return convert(query, catalog);
  }

  /// The algebra of a query with joins in place of its subqueries.
  ///
  /// @param query where it comes from
  /// @param ordersJoins whether joins may be put in another order
  /// @throws UserException for a subquery that no join is known for
  public RelNode joined(RelNode algebra, SqlNode query, boolean ordersJoins) {
    try {
      return WithinDistinct.rewrite(JoinAlgebra.prepare(algebra, ordersJoins));
    } catch (RuntimeException | AssertionError error) {
      if (CalciteErrors.isUnforeseen(error)) {
        throw CalciteErrors.unforeseen(error, FrontEndErrors.position(query));
      }
      throw error;
    }
  }

  /// Expressions over the columns of `input`, in the order given.
  ///
  /// @throws UserException for any error in them
  @Override
  public List<RexNode> expressions(List<SqlNode> expressions, Schema input) {
    RelNode algebra = select(expressions, input);
    // A projection that changes nothing is left out by the converter.
    return algebra instanceof Project project
        ? project.getProjects()
        : List.copyOf(rexBuilder().identityProjects(algebra.getRowType()));
  }

  @Override
  public RelNode aggregate(SqlNode call, Schema input) {
    return select(List.of(call), input);
  }

  private RelNode select(List<SqlNode> expressions, Schema input) {
    TableDefinition table = TableDefinition.ofColumns(INPUT, input, Map.of(), true);
    SqlSelect select =
        PlainSelect.of(expressions, new SqlIdentifier(INPUT, SqlParserPos.ZERO), SqlParserPos.ZERO);
    return convert(select, new OneTable(table));
  }

  /// A column of a declared type.
  ///
  /// @throws UserException for a type that does not exist
  public Field column(String name, SqlDataTypeSpec declared) {
    DeclaredTypes.check(declared);
    SqlValidator validator = validator(new CatalogSchema(catalog, this, Set.of()));
    try {
      RelDataType type = declared.deriveType(validator, true);
      if (Types.isUuid(type) || Types.hasUuidInside(type)) {
        throw new UserException(
                ErrorCode.NOT_SUPPORTED, "a column of a table cannot be declared a UUID yet")
            .hint("declare VARCHAR, and CAST(x AS UUID) where it is read");
      }
      return new Field(name, Types.fromCalcite(type), type.isNullable());
    } catch (CalciteContextException _) {
      throw DeclaredTypes.unknown(innermost(declared, validator));
    } catch (UserException error) {
      throw error.at(FrontEndErrors.position(declared));
    }
  }

  /// Where types of expressions come from.
  public RexBuilder rexBuilder() {
    return cluster.getRexBuilder();
  }

  RelNode view(String name, String text) {
    if (openViews.contains(name)) {
      throw new UserException(ErrorCode.INVALID_STATEMENT, "the view '" + name + "' reads itself");
    }
    openViews.push(name);
    try {
      return convert(viewReader.apply(text), catalog);
    } catch (UserException error) {
      String definition = DefinitionText.title(TableDefinition.Kind.VIEW, name);
      SourcePosition place = error.position().within(definition, DefinitionText.QUERY);
      throw new UserException(
          error.code(),
          place.isKnown() ? error.message() : "in " + definition + ": " + error.message(),
          place,
          error.hint() == null ? "create the view again" : error.hint());
    } finally {
      openViews.pop();
    }
  }

  RelNode rename(RelNode algebra, List<String> names) {
    if (algebra.getRowType().getFieldNames().equals(names)) {
      return algebra;
    }
    List<RexNode> columns = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      columns.add(rexBuilder().makeInputRef(algebra, i));
    }
    return LogicalProject.create(algebra, List.of(), columns, names, Set.of());
  }

  private RelNode convert(SqlNode query, CatalogView visible) {
    CatalogSchema schema = new CatalogSchema(visible, this, QueryNames.ofSystem(query));
    StreamValidator validator = validator(schema);
    Set<String> rows = new HashSet<>();
    try {
      SqlNode valid = validator.validate(FineIntervals.keep(NestedSyntax.prepare(query, rows)));
      SqlToRelConverter converter =
          new StreamConverter(
              (_, _, _, _) -> {
                throw new IllegalStateException("views are expanded by ViewTable");
              },
              validator,
              (CalciteCatalogReader) validator.getCatalogReader(),
              cluster,
              StreamConvertlets.INSTANCE,
              CONVERSION);
      RelNode algebra = converter.convertQuery(valid, false, true).project();
      return RowEquality.expand(OuterAggregates.move(algebra));
    } catch (CalciteContextException error) {
      throw CalciteErrors.explain(error, known(query, schema, visible, rows));
    } catch (CalciteException error) {
      throw CalciteErrors.explain(error, known(query, schema, visible, rows));
    } catch (RuntimeException | AssertionError error) {
      if (CalciteErrors.isUnforeseen(error)) {
        throw CalciteErrors.unforeseen(error, FrontEndErrors.position(query));
      }
      throw error;
    }
  }

  /// The part of a nested type that does not exist.
  private static SqlDataTypeSpec innermost(SqlDataTypeSpec declared, SqlValidator validator) {
    for (SqlDataTypeSpec part : parts(declared)) {
      try {
        part.deriveType(validator, true);
      } catch (CalciteContextException _) {
        return innermost(part, validator);
      }
    }
    return declared;
  }

  private static List<SqlDataTypeSpec> parts(SqlDataTypeSpec declared) {
    return switch (declared.getTypeNameSpec()) {
      case SqlRowTypeNameSpec row -> row.getFieldTypes();
      case SqlMapTypeNameSpec map -> List.of(map.getKeyType(), map.getValType());
      case SqlCollectionTypeNameSpec array ->
          List.of(
              new SqlDataTypeSpec(
                  array.getElementTypeName(), array.getElementTypeName().getParserPos()));
      default -> List.of();
    };
  }

  private StreamValidator validator(CatalogSchema schema) {
    CalciteCatalogReader reader =
        new CalciteCatalogReader(
            CalciteSchema.createRootSchema(false, false, "", schema), List.of(), types, CONNECTION);
    return new StreamValidator(
        UserFunctions.tableWith(
            catalog.functions(), catalog.aggregates(), catalog.tableFunctions()),
        reader,
        types,
        VALIDATION,
        schema::hidden,
        this);
  }

  private static KnownNames known(
      SqlNode query, CatalogSchema schema, CatalogView visible, Set<String> rows) {
    List<String> columns = new ArrayList<>();
    List<String> fields = new ArrayList<>();
    for (TableDefinition table : schema.lookedUp()) {
      for (Field column : table.schema().fields()) {
        columns.add(column.name());
        addFields(column.type(), fields);
      }
    }
    List<String> functions = new ArrayList<>(FunctionReference.names());
    visible.functions().forEach(function -> functions.add(function.name()));
    visible.aggregates().forEach(function -> functions.add(function.name()));
    visible.tableFunctions().forEach(function -> functions.add(function.name()));
    return new KnownNames(
        visible.names(), QueryNames.aliases(query), columns, fields, rows, functions);
  }

  private static void addFields(DataType type, List<String> names) {
    switch (type) {
      case DataType.Row row -> {
        for (Field field : row.fields()) {
          names.add(field.name());
          addFields(field.type(), names);
        }
      }
      case DataType.Collection list -> addFields(list.element(), names);
      case DataType.Map map -> addFields(map.value(), names);
      case DataType _ -> {}
    }
  }

  private static RelOptCluster newCluster(RelDataTypeFactory types) {
    VolcanoPlanner planner = new VolcanoPlanner();
    planner.addRelTraitDef(ConventionTraitDef.INSTANCE);
    return RelOptCluster.create(planner, new RexBuilder(types));
  }

  /// A catalogue of the one table that an expression's columns belong to.
  private record OneTable(TableDefinition table) implements CatalogView {
    @Override
    public Optional<TableDefinition> find(String name) {
      return name.equals(INPUT) ? Optional.of(table) : Optional.empty();
    }

    @Override
    public List<String> names() {
      return List.of();
    }

    @Override
    public TableDefinition file(String path) {
      throw FrontEndErrors.invalid(
          "an expression of a column cannot read the file '" + path + "'",
          SourcePosition.NONE,
          "refer to the table's own columns");
    }
  }
}
