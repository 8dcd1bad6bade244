package io.velostream.server.catalog;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The definitions of the server. May be used by any thread.
public final class ServerCatalog {
  private final DefinitionJournal journal;
  private final Map<String, Definition> definitions = new HashMap<>();
  private long lastNumber;

  public ServerCatalog(DefinitionJournal journal) {
    this.journal = journal;
  }

  /// Takes over definitions that were kept.
  public synchronized void recover(Collection<Definition> kept) {
    for (Definition definition : kept) {
      definitions.put(Definition.key(definition.name()), definition);
      lastNumber = Math.max(lastNumber, definition.number());
    }
  }

  /// Adds or replaces a definition.
  ///
  /// @param job the job that fills it, or empty
  public synchronized void put(String name, String sql, String job) {
    Definition definition = new Definition(++lastNumber, name, sql, job);
    journal.save(definition);
    definitions.put(Definition.key(name), definition);
  }

  /// Removes a definition; nothing happens when there is none.
  public synchronized void remove(String name) {
    journal.delete(name);
    definitions.remove(Definition.key(name));
  }

  /// The definition of that name.
  public synchronized Optional<Definition> find(String name) {
    return Optional.ofNullable(definitions.get(Definition.key(name)));
  }

  /// All definitions, in the order in which they were made.
  public synchronized List<Definition> all() {
    return definitions.values().stream()
        .sorted(Comparator.comparingLong(Definition::number))
        .toList();
  }
}
