package io.velostream.server.catalog;

/// Keeps definitions across restarts of the server. What a method has done is durable when it
/// returns.
public interface DefinitionJournal {
  /// Keeps nothing.
  DefinitionJournal NONE =
      new DefinitionJournal() {
        @Override
        public void save(Definition definition) {}

        @Override
        public void delete(String name) {}
      };

  /// Keeps a definition, in place of the one of that name.
  void save(Definition definition);

  /// Forgets a definition.
  void delete(String name);
}
