package io.velostream.conformance.oracle;

import java.util.ArrayList;
import java.util.List;

/// An expression in both dialects: templates with `{0}`, `{1}` for the arguments.
record Term(String ours, String duck, Kind kind, List<Term> arguments) {
  Term {
    arguments = List.copyOf(arguments);
  }

  /// A term without arguments that reads the same in both dialects.
  static Term of(String text, Kind kind) {
    return new Term(text, text, kind, List.of());
  }

  /// A term that reads the same in both dialects.
  static Term same(String template, Kind kind, Term... arguments) {
    return new Term(template, template, kind, List.of(arguments));
  }

  /// A term that reads differently.
  static Term differing(String ours, String duck, Kind kind, Term... arguments) {
    return new Term(ours, duck, kind, List.of(arguments));
  }

  String sql(Dialect dialect) {
    String text = dialect == Dialect.VELOSTREAM ? ours : duck;
    for (int i = 0; i < arguments.size(); i++) {
      text = text.replace("{" + i + "}", arguments.get(i).sql(dialect));
    }
    return text;
  }

  /// Smaller terms of the same kind that may show the same fault.
  List<Term> smaller() {
    List<Term> all = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      Term argument = arguments.get(i);
      if (argument.kind() == kind) {
        all.add(argument);
      }
      for (Term less : argument.smaller()) {
        List<Term> changed = new ArrayList<>(arguments);
        changed.set(i, less);
        all.add(new Term(ours, duck, kind, changed));
      }
    }
    return all;
  }
}
