package io.velostream.cli.shell;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;

/// Completes by where the cursor is: tables after FROM, options in WITH, settings after SET, files
/// in a quoted name after FROM, and columns, functions and keywords anywhere else.
final class SqlCompleter implements Completer {
  private static final Set<String> BEFORE_TABLES =
      Set.of("FROM", "JOIN", "INTO", "TABLE", "DESCRIBE", "VIEW", "STREAM", ",");

  private final Vocabulary vocabulary;
  private final FileNames files;

  SqlCompleter(Vocabulary vocabulary, FileNames files) {
    this.vocabulary = vocabulary;
    this.files = files;
  }

  @Override
  public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
    if (ShellCommands.isCommand(line.line())) {
      ShellCommands.names().forEach(name -> candidates.add(new Candidate(name)));
      return;
    }
    List<String> before = statementBefore(line);
    String typed = line.word().substring(0, line.wordCursor());
    if (typed.startsWith("'")) {
      literals(before, typed, candidates);
    } else {
      words(before, typed, candidates, tablesIn(line.line()));
    }
  }

  /// The words of the statement in which the cursor is, up to the one being typed, in upper case.
  private static List<String> statementBefore(ParsedLine line) {
    List<String> words = line.words().subList(0, line.wordIndex());
    int start = words.lastIndexOf(";") + 1;
    return words.subList(start, words.size()).stream()
        .map(word -> word.toUpperCase(Locale.ROOT))
        .toList();
  }

  private void literals(List<String> before, String typed, List<Candidate> candidates) {
    String last = before.isEmpty() ? "" : before.getLast();
    if (last.equals("SET") || last.equals("RESET")) {
      quoted(vocabulary.settings(), candidates);
    } else if (inOptions(before)) {
      if (last.equals("(") || last.equals(",")) {
        quoted(vocabulary.options(), candidates);
      }
    } else if (BEFORE_TABLES.contains(last)) {
      for (String name : files.startingWith(typed.substring(1))) {
        boolean folder = name.endsWith("/");
        String value = "'" + name + (folder ? "" : "'");
        candidates.add(new Candidate(value, name, null, null, null, null, !folder));
      }
    }
  }

  private static boolean inOptions(List<String> before) {
    int with = before.lastIndexOf("WITH");
    return with >= 0 && with + 1 < before.size() && before.get(with + 1).equals("(");
  }

  private static void quoted(Collection<String> names, List<Candidate> candidates) {
    names.forEach(name -> candidates.add(new Candidate("'" + name + "'")));
  }

  private void words(
      List<String> before, String typed, List<Candidate> candidates, Set<String> mentioned) {
    String last = before.isEmpty() ? "" : before.getLast();
    Set<String> names = new LinkedHashSet<>();
    if (BEFORE_TABLES.contains(last) && !last.equals(",")) {
      names.addAll(vocabulary.tables());
    } else {
      List<String> tables = vocabulary.tables();
      // Before FROM is written, any table may be meant.
      Collection<String> meant = mentioned.isEmpty() ? tables : mentioned;
      meant.forEach(table -> names.addAll(vocabulary.columns(table)));
      vocabulary.functions().forEach(name -> names.add(likeTyped(name, typed)));
      names.addAll(tables);
    }
    Keywords.ALL.forEach(word -> names.add(likeTyped(word, typed)));
    names.forEach(name -> candidates.add(new Candidate(name)));
  }

  /// Who types small letters gets small letters.
  private static String likeTyped(String word, String typed) {
    boolean small = !typed.isEmpty() && typed.equals(typed.toLowerCase(Locale.ROOT));
    return small ? word.toLowerCase(Locale.ROOT) : word;
  }

  /// What stands after FROM, JOIN or TABLE, before or after the cursor.
  private static Set<String> tablesIn(String text) {
    Set<String> tables = new LinkedHashSet<>();
    List<String> words = new ArrayList<>();
    for (SqlToken token : SqlScanner.scan(text)) {
      String last = words.isEmpty() ? "" : words.getLast();
      boolean name =
          switch (token.kind()) {
            case WORD, QUOTED_NAME -> true;
            case STRING -> token.closed();
            case NUMBER, COMMENT, SYMBOL -> false;
          };
      if (name && BEFORE_TABLES.contains(last) && !last.equals(",")) {
        tables.add(token.in(text));
      }
      words.add(token.in(text).toUpperCase(Locale.ROOT));
    }
    return tables;
  }
}
