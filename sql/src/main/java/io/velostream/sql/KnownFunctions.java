package io.velostream.sql;

import io.velostream.columnar.DataType;
import io.velostream.columnar.Schema;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.SourcePosition;
import io.velostream.columnar.error.UserException;
import io.velostream.sql.reference.FunctionEntry;
import io.velostream.sql.reference.FunctionReference;
import io.velostream.sql.validate.FrontEndErrors;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// The functions that queries can call: ours and those of the program.
///
/// @param ofProgram those that the program has registered
public record KnownFunctions(List<FunctionEntry> ofProgram) {
  public KnownFunctions {
    ofProgram = List.copyOf(ofProgram);
  }

  /// Ours and those of a catalogue.
  public static KnownFunctions of(CatalogView catalog) {
    List<FunctionEntry> entries = new ArrayList<>();
    catalog.functions().forEach(f -> entries.add(entry("", f.name(), f.parameters(), f.result())));
    catalog
        .aggregates()
        .forEach(f -> entries.add(entry("An aggregate. ", f.name(), f.parameters(), f.result())));
    catalog
        .tableFunctions()
        .forEach(f ->
            entries.add(
                entry("For FROM TABLE(…). ", f.name(), f.parameters(), rowOf(f.columns()))));
    return new KnownFunctions(entries);
  }

  private static DataType rowOf(Schema columns) {
    return new DataType.Row(columns.fields());
  }

  /// All names, in upper case, sorted.
  public List<String> names() {
    TreeSet<String> names = new TreeSet<>(FunctionReference.names());
    ofProgram.forEach(function -> names.addAll(function.names()));
    return List.copyOf(names);
  }

  /// The function or operator of a name, in any letter case.
  public Optional<FunctionEntry> find(String name) {
    return ofProgram.stream()
        .filter(function -> function.names().getFirst().equalsIgnoreCase(name))
        .findFirst()
        .or(() -> FunctionReference.find(name));
  }

  /// The function or operator of a name.
  ///
  /// @throws UserException at `position` when there is none; it says what may be meant
  FunctionEntry find(String name, SourcePosition position) {
    return find(name)
        .orElseThrow(() ->
            new UserException(
                ErrorCode.UNKNOWN_NAME,
                "there is no function '" + name + "'",
                position,
                FrontEndErrors.didYouMean(name, names(), "SHOW FUNCTIONS lists the functions")));
  }

  private static FunctionEntry entry(
      String what, String given, List<DataType> parameters, DataType result) {
    String name = given.toUpperCase(Locale.ROOT);
    String form =
        parameters.stream().map(DataType::sql).collect(Collectors.joining(", ", name + "(", ")"));
    return new FunctionEntry(
        FunctionEntry.Kind.USER,
        "Functions of the program",
        List.of(name),
        List.of(form),
        what + "Registered by the program; gives " + result.sql() + ".",
        Optional.empty(),
        Optional.empty());
  }
}
