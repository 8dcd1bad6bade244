import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Draws what a terminal showed as an SVG picture: reads lines with colours (escape sequences of
 * ECMA-48, as {@code tmux capture-pane -p -e} prints them) and writes SVG.
 *
 * <p>{@code java build-tools/TerminalPicture.java "title" < screen > picture.svg}; the script
 * {@code build-tools/pictures} makes the pictures of the documentation with it.
 */
final class TerminalPicture {
  private static final double CELL_WIDTH = 8.0;
  private static final double LINE_HEIGHT = 17.0;
  private static final double MARGIN = 16.0;
  private static final double TITLE_HEIGHT = 34.0;
  private static final Pattern ESCAPE =
      Pattern.compile("\u001b\\[([0-9;]*)m|\u001b\\([A-Z0-9]|[\u000e\u000f]");
  private static final String[] PALETTE = {
    "#45475a", "#f38ba8", "#a6e3a1", "#f9e2af", "#89b4fa", "#cba6f7", "#94e2d5", "#cdd6f4"
  };
  private static final String TEXT = "#cdd6f4";

  private record Style(String colour, boolean strong, boolean faint) {
    static final Style PLAIN = new Style(TEXT, false, false);

    Style with(String codes) {
      Style style = this;
      String[] parts = codes.isEmpty() ? new String[] {"0"} : codes.split(";");
      for (String part : parts) {
        style = style.with(Integer.parseInt(part));
      }
      return style;
    }

    private Style with(int code) {
      if (code >= 30 && code <= 37) {
        return new Style(PALETTE[code - 30], strong, faint);
      }
      if (code >= 90 && code <= 97) {
        return new Style(PALETTE[code - 90], strong, faint);
      }
      return switch (code) {
        case 0 -> PLAIN;
        case 1 -> new Style(colour, true, faint);
        case 2 -> new Style(colour, strong, true);
        case 22 -> new Style(colour, false, false);
        case 39 -> new Style(TEXT, strong, faint);
        default -> this;
      };
    }

    String attributes() {
      return " fill=\""
          + colour
          + '"'
          + (strong ? " font-weight=\"bold\"" : "")
          + (faint ? " fill-opacity=\"0.45\"" : "");
    }
  }

  public static void main(String[] arguments) throws IOException {
    String screen = new String(System.in.readAllBytes(), StandardCharsets.UTF_8).stripTrailing();
    List<String> lines = new ArrayList<>(screen.lines().toList());
    int columns = 0;
    for (String line : lines) {
      String text = ESCAPE.matcher(line).replaceAll("");
      columns = Math.max(columns, text.codePointCount(0, text.length()));
    }
    double width = columns * CELL_WIDTH + 2 * MARGIN;
    double height = TITLE_HEIGHT + lines.size() * LINE_HEIGHT + MARGIN;
    StringBuilder svg = new StringBuilder();
    frame(svg, width, height, arguments[0]);
    Style style = Style.PLAIN;
    for (int i = 0; i < lines.size(); i++) {
      style = line(svg, lines.get(i), TITLE_HEIGHT + (i + 0.8) * LINE_HEIGHT, style);
    }
    svg.append("</g>\n</svg>\n");
    System.out.write(svg.toString().getBytes(StandardCharsets.UTF_8));
    System.out.flush();
  }

  private static void frame(StringBuilder svg, double width, double height, String title) {
    svg.append(
        String.format(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%.0f\" height=\"%.0f\" viewBox=\"0 0"
                + " %.0f %.0f\">%n",
            width, height, width, height));
    svg.append("<rect width=\"100%\" height=\"100%\" rx=\"8\" fill=\"#1e1e2e\"/>\n");
    for (int i = 0; i < 3; i++) {
      String colour = new String[] {"#f38ba8", "#f9e2af", "#a6e3a1"}[i];
      svg.append(
          String.format(
              "<circle cx=\"%d\" cy=\"17\" r=\"5\" fill=\"%s\"/>%n", 18 + 18 * i, colour));
    }
    svg.append("<g font-family=\"ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace\" ");
    svg.append("font-size=\"13\" xml:space=\"preserve\">\n");
    svg.append(
        String.format(
            "<text x=\"%.0f\" y=\"21\" text-anchor=\"middle\" fill=\"#7f849c\">%s</text>%n",
            width / 2, escaped(title)));
  }

  /** Each run of one style is as wide as its cells, whatever font the viewer has. */
  private static Style line(StringBuilder svg, String line, double y, Style start) {
    Style style = start;
    int column = 0;
    int from = 0;
    Matcher escape = ESCAPE.matcher(line);
    while (from <= line.length()) {
      boolean found = escape.find(from);
      String text = line.substring(from, found ? escape.start() : line.length());
      column = run(svg, text, column, y, style);
      if (!found) {
        break;
      }
      if (escape.group(1) != null) {
        style = style.with(escape.group(1));
      }
      from = escape.end();
    }
    return style;
  }

  private static int run(StringBuilder svg, String text, int column, double y, Style style) {
    int cells = text.codePointCount(0, text.length());
    String shown = text.stripTrailing();
    int lead = shown.length() - shown.stripLeading().length();
    if (!shown.isBlank()) {
      String ink = shown.substring(lead);
      int inkCells = ink.codePointCount(0, ink.length());
      svg.append(
          String.format(
              "<text x=\"%.1f\" y=\"%.1f\" textLength=\"%.1f\""
                  + " lengthAdjust=\"spacingAndGlyphs\"%s>%s</text>%n",
              MARGIN + (column + lead) * CELL_WIDTH,
              y,
              inkCells * CELL_WIDTH,
              style.attributes(),
              escaped(ink)));
    }
    return column + cells;
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace(" ", "\u00a0");
  }
}
