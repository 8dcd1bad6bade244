package io.velostream.sql.reference;

import java.util.List;

/// The functions of one category.
///
/// @param name of the text file, and of the page in the documentation
/// @param about what holds for all of them
public record FunctionPage(String name, String title, String about, List<FunctionEntry> entries) {
  public FunctionPage {
    entries = List.copyOf(entries);
  }
}
