package io.velostream.sql.match;

import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.sql.validate.FrontEndErrors;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.jspecify.annotations.Nullable;

/// The variables of a pattern, and its subsets of them. Names without quotes are in capitals, as
/// CLASSIFIER() tells them.
final class MatchVariables {
  private final List<String> names = new ArrayList<>();
  private final Map<String, Set<Integer>> sets = new LinkedHashMap<>();

  /// What the table is called.
  private final List<List<String>> tables;

  private final List<String> columns;

  /// @param columns those of the table
  MatchVariables(List<List<String>> tables, List<String> columns) {
    this.tables = tables;
    this.columns = columns;
  }

  /// A column without the table before it.
  ///
  /// @throws UserException when what stands before it is neither a table nor a column
  SqlIdentifier withoutTable(SqlIdentifier column) {
    for (List<String> table : tables) {
      int length = table.size();
      if (length < column.names.size() && startsWith(column.names, table)) {
        return column.getComponent(length, column.names.size());
      }
    }
    if (!column.isSimple() && columns.stream().noneMatch(column.names.getFirst()::equalsIgnoreCase)) {
      throw unknown(column, "the pattern has " + String.join(", ", sets.keySet()));
    }
    return column;
  }

  private static boolean startsWith(List<String> names, List<String> table) {
    for (int i = 0; i < table.size(); i++) {
      if (!names.get(i).equalsIgnoreCase(table.get(i))) {
        return false;
      }
    }
    return true;
  }

  static String name(SqlIdentifier identifier) {
    String name = identifier.names.getFirst();
    return identifier.getComponentParserPosition(0).isQuoted() ? name : name.toUpperCase(Locale.ROOT);
  }

  /// The number of a variable of the pattern.
  int add(SqlIdentifier identifier) {
    String name = name(identifier);
    int known = names.indexOf(name);
    if (known >= 0) {
      return known;
    }
    names.add(name);
    sets.put(name, Set.of(names.size() - 1));
    return names.size() - 1;
  }

  /// `SUBSET u = (a, b)`.
  void addSubset(SqlNode definition) {
    SqlCall call = (SqlCall) definition;
    SqlIdentifier subset = call.operand(0);
    String name = name(subset);
    if (sets.containsKey(name)) {
      throw FrontEndErrors.invalid(
          "the variable " + name + " is there twice",
          FrontEndErrors.position(subset),
          "give the subset a name of its own");
    }
    Set<Integer> members = new TreeSet<>();
    for (SqlNode member : (SqlNodeList) call.operand(1)) {
      members.addAll(variable((SqlIdentifier) member));
    }
    sets.put(name, members);
  }

  /// The number of a variable of the pattern that DEFINE names.
  int defined(SqlIdentifier identifier) {
    int number = names.indexOf(name(identifier));
    if (number < 0) {
      throw unknown(identifier, "DEFINE says when a row is one of a variable of the pattern");
    }
    return number;
  }

  /// The variables that a name stands for.
  Set<Integer> variable(SqlIdentifier identifier) {
    Set<Integer> set = find(identifier);
    if (set == null) {
      throw unknown(identifier, "the pattern has " + String.join(", ", sets.keySet()));
    }
    return set;
  }

  /// The variables that the first part of a name stands for, if it is one of theirs.
  @Nullable Set<Integer> find(SqlIdentifier identifier) {
    return sets.get(name(identifier));
  }

  List<String> names() {
    return names;
  }

  private static UserException unknown(SqlIdentifier identifier, String hint) {
    return new UserException(
        ErrorCode.UNKNOWN_NAME,
        "the pattern has no variable " + name(identifier),
        FrontEndErrors.position(identifier),
        hint);
  }
}
