package io.velostream.cli.shell;

import java.util.List;
import java.util.Locale;
import org.jline.reader.Highlighter;
import org.jline.reader.LineReader;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/// Colours statements as they are typed.
final class SqlHighlighter implements Highlighter {
  private static final AttributedStyle KEYWORD =
      AttributedStyle.DEFAULT.bold().foreground(AttributedStyle.BLUE);
  private static final AttributedStyle STRING =
      AttributedStyle.DEFAULT.foreground(AttributedStyle.GREEN);
  private static final AttributedStyle NUMBER =
      AttributedStyle.DEFAULT.foreground(AttributedStyle.CYAN);
  private static final AttributedStyle COMMENT = AttributedStyle.DEFAULT.faint();
  private static final AttributedStyle FUNCTION =
      AttributedStyle.DEFAULT.foreground(AttributedStyle.MAGENTA);

  @Override
  public AttributedString highlight(LineReader reader, String buffer) {
    return highlight(buffer);
  }

  static AttributedString highlight(String buffer) {
    AttributedStringBuilder styled = new AttributedStringBuilder();
    int at = 0;
    List<SqlToken> tokens = SqlScanner.scan(buffer);
    for (int i = 0; i < tokens.size(); i++) {
      SqlToken token = tokens.get(i);
      styled.append(buffer.substring(at, token.start()));
      styled.append(token.in(buffer), style(buffer, tokens, i));
      at = token.end();
    }
    styled.append(buffer.substring(at));
    return styled.toAttributedString();
  }

  private static AttributedStyle style(String buffer, List<SqlToken> tokens, int index) {
    SqlToken token = tokens.get(index);
    return switch (token.kind()) {
      case STRING -> STRING;
      case NUMBER -> NUMBER;
      case COMMENT -> COMMENT;
      case WORD -> {
        if (Keywords.ALL.contains(token.in(buffer).toUpperCase(Locale.ROOT))) {
          yield KEYWORD;
        }
        boolean call = index + 1 < tokens.size() && tokens.get(index + 1).is(buffer, "(");
        yield call ? FUNCTION : AttributedStyle.DEFAULT;
      }
      case QUOTED_NAME, SYMBOL -> AttributedStyle.DEFAULT;
    };
  }
}
