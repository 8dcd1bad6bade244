package io.velostream.cli.shell;

import java.util.ArrayList;
import java.util.List;
import org.jline.reader.CompletingParsedLine;
import org.jline.reader.EOFError;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;

/// Tells the line editor where words are, and that a statement goes on until its semicolon. A
/// command that starts with a backslash is one line.
final class StatementParser implements Parser {
  @Override
  public ParsedLine parse(String line, int cursor, ParseContext context) {
    boolean reading =
        context == ParseContext.ACCEPT_LINE || context == ParseContext.SECONDARY_PROMPT;
    if (reading && !ShellCommands.isCommand(line) && !SqlScanner.endsStatement(line)) {
      throw new EOFError(-1, -1, "the statement goes on until ;");
    }
    return words(line, cursor);
  }

  private static Words words(String line, int cursor) {
    List<String> words = new ArrayList<>();
    for (SqlToken token : SqlScanner.scan(line)) {
      if (cursor < token.start()) {
        break;
      }
      boolean atCursor = cursor <= token.end() && token.kind() != SqlToken.Kind.SYMBOL;
      boolean pastEnd = cursor == token.end() && token.closed() && isQuoted(token);
      if (atCursor && !pastEnd) {
        words.add(token.in(line));
        return new Words(line, cursor, words, cursor - token.start());
      }
      words.add(token.in(line));
    }
    words.add("");
    return new Words(line, cursor, words, 0);
  }

  private static boolean isQuoted(SqlToken token) {
    return switch (token.kind()) {
      case STRING, QUOTED_NAME, COMMENT -> true;
      case WORD, NUMBER, SYMBOL -> false;
    };
  }

  /// The words up to the cursor; the last one is what is being typed.
  private record Words(String line, int cursor, List<String> words, int wordCursor)
      implements CompletingParsedLine {
    @Override
    public String word() {
      return words.getLast();
    }

    @Override
    public int wordIndex() {
      return words.size() - 1;
    }

    /// Candidates bring their own quotes.
    @Override
    public CharSequence escape(CharSequence candidate, boolean complete) {
      return candidate;
    }

    @Override
    public int rawWordCursor() {
      return wordCursor;
    }

    @Override
    public int rawWordLength() {
      return word().length();
    }
  }
}
