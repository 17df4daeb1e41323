package dev.sonde.app;

import java.util.ArrayList;
import java.util.List;

/// Columns that line up in a terminal. A heading that ends in ` >` stands to the right.
final class TextTable {
  private static final String RIGHT = " >";

  private final List<String> headings;
  private final boolean[] right;
  private final List<List<String>> rows = new ArrayList<>();

  TextTable(String... headings) {
    this.headings = new ArrayList<>();
    this.right = new boolean[headings.length];
    for (int i = 0; i < headings.length; i++) {
      right[i] = headings[i].endsWith(RIGHT);
      this.headings.add(headings[i].replace(RIGHT, ""));
    }
  }

  void row(String... cells) {
    rows.add(List.of(cells));
  }

  /// The table after an empty line; nothing when it has no rows.
  String text() {
    if (rows.isEmpty()) {
      return "";
    }
    var out = new StringBuilder("\n");
    int[] widths = widths();
    line(out, headings, widths);
    rows.forEach(row -> line(out, row, widths));
    return out.toString();
  }

  private int[] widths() {
    int[] widths = new int[headings.size()];
    for (int i = 0; i < widths.length; i++) {
      widths[i] = headings.get(i).length();
      for (List<String> row : rows) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    return widths;
  }

  private void line(StringBuilder out, List<String> cells, int[] widths) {
    int start = out.length();
    for (int i = 0; i < widths.length; i++) {
      int gap = widths[i] - cells.get(i).length();
      out.repeat(' ', i == 0 ? 0 : 2);
      out.repeat(' ', right[i] ? gap : 0).append(cells.get(i)).repeat(' ', right[i] ? 0 : gap);
    }
    while (out.length() > start && out.charAt(out.length() - 1) == ' ') {
      out.setLength(out.length() - 1);
    }
    out.append('\n');
  }
}
