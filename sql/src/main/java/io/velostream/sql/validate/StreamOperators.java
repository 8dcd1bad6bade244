package io.velostream.sql.validate;

import io.velostream.expression.geometry.SpatialTables;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.SqlOperatorTable;
import org.apache.calcite.sql.SqlSyntax;
import org.apache.calcite.sql.fun.SqlAvgAggFunction;
import org.apache.calcite.sql.fun.SqlBasicAggFunction;
import org.apache.calcite.sql.fun.SqlLeadLagAggFunction;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.fun.SqlSumAggFunction;
import org.apache.calcite.sql.type.InferTypes;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlOperandTypeChecker;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeTransforms;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.sql.validate.SqlNameMatcher;
import org.jspecify.annotations.Nullable;

/// The operators and functions that a query may use: Calcite's standard ones, some of them
/// replaced, and ours. No name is in twice, since Calcite takes an overloaded table function for
/// something else altogether.
public final class StreamOperators {
  /// Not Calcite's own objects: those are split in an OVER, SUM into SUM0 and COUNT, the others
  /// into sums and counts. Ours stay whole.
  private static final List<SqlAggFunction> STATISTICS =
      List.of(
          sum(),
          own("AVG", SqlKind.AVG),
          own("STDDEV_POP", SqlKind.STDDEV_POP),
          own("STDDEV_SAMP", SqlKind.STDDEV_SAMP),
          own("STDDEV", SqlKind.STDDEV_SAMP),
          own("VAR_POP", SqlKind.VAR_POP),
          own("VAR_SAMP", SqlKind.VAR_SAMP),
          own("VARIANCE", SqlKind.VAR_SAMP));

  /// COALESCE and its other names. Calcite's own are rewritten to CASE, which evaluates their
  /// operands twice.
  private static final List<SqlFunction> COALESCE =
      List.of(
          coalesce("COALESCE", OperandTypes.SAME_VARIADIC),
          coalesce("IFNULL", OperandTypes.SAME_SAME),
          coalesce("NVL", OperandTypes.SAME_SAME));

  /// In Calcite's own table these two exist in an OVER only.
  private static final List<SqlAggFunction> FIRST_AND_LAST =
      List.of(
          SqlBasicAggFunction.create(
                  SqlKind.FIRST_VALUE, ReturnTypes.ARG0_NULLABLE_IF_EMPTY, OperandTypes.ANY)
              .withAllowsNullTreatment(true),
          SqlBasicAggFunction.create(
                  SqlKind.LAST_VALUE, ReturnTypes.ARG0_NULLABLE_IF_EMPTY, OperandTypes.ANY)
              .withAllowsNullTreatment(true));

  /// Of Calcite's operators for the dialects of other systems.
  private static final List<SqlOperator> FROM_OTHER_DIALECTS =
      List.of(
          SqlLibraryOperators.IF,
          SqlLibraryOperators.TRANSLATE3,
          SqlLibraryOperators.ILIKE,
          SqlLibraryOperators.NOT_ILIKE,
          SqlLibraryOperators.RLIKE,
          SqlLibraryOperators.NOT_RLIKE);

  /// LAG and LEAD with a default: Calcite forgets that the value itself may be NULL.
  private static final List<SqlAggFunction> SHIFTS =
      List.of(shift(SqlKind.LAG), shift(SqlKind.LEAD));

  /// The window group functions of older SQL exist in the syntax only, see `rewrite`; ARRAY and MAP
  /// are replaced.
  private static final Set<SqlOperator> LEFT_OUT =
      Set.of(
          SqlStdOperatorTable.TUMBLE_OLD,
          SqlStdOperatorTable.TUMBLE_START,
          SqlStdOperatorTable.TUMBLE_END,
          SqlStdOperatorTable.HOP_OLD,
          SqlStdOperatorTable.HOP_START,
          SqlStdOperatorTable.HOP_END,
          SqlStdOperatorTable.SESSION_OLD,
          SqlStdOperatorTable.SESSION_START,
          SqlStdOperatorTable.SESSION_END,
          SqlStdOperatorTable.ARRAY_VALUE_CONSTRUCTOR,
          SqlStdOperatorTable.MAP_VALUE_CONSTRUCTOR);

  private static final Table TABLE = build();

  private StreamOperators() {}

  /// All operators, for the validator.
  static SqlOperatorTable table() {
    return TABLE;
  }

  /// Whether there is an operator or function of that name, in upper case.
  public static boolean isBuiltIn(String name) {
    return TABLE.byName.containsKey(name);
  }

  /// How a window function is written.
  static Optional<String> windowFunctionForm(String name) {
    return TABLE.getOperatorList().stream()
        .filter(WindowFunction.class::isInstance)
        .map(WindowFunction.class::cast)
        .filter(function -> function.getName().equalsIgnoreCase(name))
        .map(WindowFunction::form)
        .findFirst();
  }

  private static Table build() {
    List<SqlOperator> own = new ArrayList<>();
    own.addAll(STATISTICS);
    own.addAll(FIRST_AND_LAST);
    own.addAll(StreamAggregates.all());
    own.addAll(SHIFTS);
    own.addAll(COALESCE);
    own.addAll(FROM_OTHER_DIALECTS);
    own.add(WindowFunction.TUMBLE);
    own.add(WindowFunction.HOP);
    own.add(WindowFunction.CUMULATE);
    own.add(WindowFunction.SESSION);
    own.add(WindowFunction.SESSION_OF_GROUP);
    own.addAll(NestedOperators.all());
    own.addAll(StreamFunctions.all());
    own.addAll(NestedSignatures.all());
    own.addAll(MultisetSignatures.all());
    own.addAll(FixedSignatures.all());
    own.addAll(CollectionSignatures.all());
    own.addAll(HeaderSignatures.all());
    own.addAll(LambdaOperators.all());
    own.addAll(TemporalOperators.all());
    own.add(VersionOperator.AS_OF);
    own.add(LookupOperator.BY_KEY);
    own.add(LookupOperator.WHOLE);
    SpatialTables.all().forEach(function -> own.add(UserTableOperator.spatial(function)));
    Set<String> ownNames = new TreeSet<>();
    own.forEach(operator -> ownNames.add(operator.getName()));
    List<SqlOperator> all = new ArrayList<>(own);
    for (SqlOperator operator : SqlStdOperatorTable.instance().getOperatorList()) {
      boolean replaced = operator instanceof SqlFunction && ownNames.contains(operator.getName());
      if (!replaced && !LEFT_OUT.contains(operator) && !TemporalOperators.replaces(operator)) {
        all.add(operator);
      }
    }
    return new Table(all);
  }

  /// Calcite's constructor keeps the operand type only for its own, older planner.
  @SuppressWarnings({"NullAway", "DataFlowIssue"})
  private static SqlSumAggFunction sum() {
    return new SqlSumAggFunction(null);
  }

  private static SqlFunction coalesce(String name, SqlOperandTypeChecker operands) {
    return new SqlFunction(
        name,
        SqlKind.COALESCE,
        ReturnTypes.LEAST_RESTRICTIVE.andThen(SqlTypeTransforms.LEAST_NULLABLE),
        InferTypes.RETURN_TYPE,
        operands,
        SqlFunctionCategory.SYSTEM);
  }

  private static SqlAggFunction shift(SqlKind kind) {
    return new SqlLeadLagAggFunction(kind) {
      @Override
      public RelDataType inferReturnType(SqlOperatorBinding binding) {
        RelDataType type = super.inferReturnType(binding);
        boolean nullable = type.isNullable() || binding.getOperandType(0).isNullable();
        return binding.getTypeFactory().createTypeWithNullability(type, nullable);
      }
    };
  }

  /// A class of its own is not equal to Calcite's object of that name.
  private static SqlAggFunction own(String name, SqlKind kind) {
    return new SqlAvgAggFunction(kind) {
      @Override
      public String getName() {
        return name;
      }

      // The sample forms are NULL for a single value, which Calcite does not think of.
      @Override
      public RelDataType inferReturnType(SqlOperatorBinding binding) {
        RelDataType type = super.inferReturnType(binding);
        if (kind != SqlKind.AVG && SqlTypeUtil.isDecimal(type)) {
          // A root is no decimal, and moments are kept as doubles.
          RelDataTypeFactory types = binding.getTypeFactory();
          type =
              types.createTypeWithNullability(
                  types.createSqlType(SqlTypeName.DOUBLE), type.isNullable());
        }
        boolean ofSample = kind == SqlKind.VAR_SAMP || kind == SqlKind.STDDEV_SAMP;
        return ofSample ? binding.getTypeFactory().createTypeWithNullability(type, true) : type;
      }
    };
  }

  /// Operators by upper-case name. Letter case never matters, nor does the category of a function.
  static final class Table implements SqlOperatorTable {
    private final List<SqlOperator> operators;
    private final Map<String, List<SqlOperator>> byName = new HashMap<>();

    Table(List<SqlOperator> operators) {
      this.operators = List.copyOf(operators);
      for (SqlOperator operator : operators) {
        byName
            .computeIfAbsent(operator.getName().toUpperCase(Locale.ROOT), _ -> new ArrayList<>())
            .add(operator);
      }
    }

    @Override
    public void lookupOperatorOverloads(
        SqlIdentifier name,
        @Nullable SqlFunctionCategory category,
        SqlSyntax syntax,
        List<SqlOperator> found,
        SqlNameMatcher matcher) {
      if (!name.isSimple()) {
        return;
      }
      for (SqlOperator operator :
          byName.getOrDefault(name.getSimple().toUpperCase(Locale.ROOT), List.of())) {
        boolean sameSyntax = operator.getSyntax().family == syntax.family;
        // CAST, COUNT and others are functions with a syntax of their own.
        boolean function = syntax == SqlSyntax.FUNCTION && operator instanceof SqlFunction;
        if (sameSyntax || function) {
          found.add(operator);
        }
      }
    }

    @Override
    public List<SqlOperator> getOperatorList() {
      return operators;
    }
  }
}
