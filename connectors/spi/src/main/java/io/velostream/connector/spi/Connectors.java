package io.velostream.connector.spi;

import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;

/// The kinds of table that are available.
///
/// @param all the connectors, in order of their names
public record Connectors(List<Connector> all) {
  public Connectors {
    List<Connector> sorted = new ArrayList<>(all);
    sorted.sort((a, b) -> a.name().compareTo(b.name()));
    all = List.copyOf(sorted);
  }

  /// All connectors on the class path.
  public static Connectors load() {
    List<Connector> found = new ArrayList<>();
    ServiceLoader.load(Connector.class, Connectors.class.getClassLoader()).forEach(found::add);
    return new Connectors(found);
  }

  /// The connector of that name; letter case does not count.
  ///
  /// @throws UserException UNKNOWN_NAME with the nearest name as hint
  public Connector get(String name) {
    for (Connector connector : all) {
      if (connector.name().equalsIgnoreCase(name)) {
        return connector;
      }
    }
    List<String> names = names();
    String ofFlink =
        name.equalsIgnoreCase("filesystem") ? "what Flink calls filesystem is 'file' here; " : "";
    String known = ofFlink + "known connectors: " + String.join(", ", names);
    throw new UserException(ErrorCode.UNKNOWN_NAME, "there is no connector '" + name + "'")
        .hint(
            Suggestions.didYouMean(name, names).map(advice -> advice + " " + known).orElse(known));
  }

  /// The names in order.
  public List<String> names() {
    return all.stream().map(Connector::name).toList();
  }
}
