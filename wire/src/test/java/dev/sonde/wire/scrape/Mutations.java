package dev.sonde.wire.scrape;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/// A target whose page changes from scrape to scrape.
final class Mutations {
  private static final String ODD = "\"{}, =#\\\t1ex_";

  private final Random random;
  private final PageFormat format;
  private final MadePages made;
  private final List<List<String>> blocks;

  Mutations(Random random, PageFormat format) {
    this.random = random;
    this.format = format;
    this.made = new MadePages(random, format);
    this.blocks = new ArrayList<>(made.page(random.nextInt(12)));
  }

  /// The page as it is now, sometimes spoilt for this once.
  byte[] page() {
    var lines = new ArrayList<String>();
    blocks.forEach(lines::addAll);
    if (random.nextInt(4) == 0 && !lines.isEmpty()) {
      spoil(lines);
    }
    var page = String.join("\n", lines) + (lines.isEmpty() ? "" : "\n");
    page += format == PageFormat.OPEN_METRICS ? "# EOF\n" : "";
    var bytes = page.getBytes(StandardCharsets.UTF_8);
    return random.nextInt(8) == 0 ? damaged(bytes) : bytes;
  }

  /// One change of what the target shows.
  void change() {
    switch (random.nextInt(blocks.isEmpty() ? 1 : 9)) {
      case 0 -> blocks.add(random.nextInt(blocks.size() + 1), made.family());
      case 1 -> blocks.remove(random.nextInt(blocks.size()));
      case 2 -> Collections.shuffle(blocks, random);
      case 3 -> Collections.swap(blocks, any(blocks), any(blocks));
      case 4 -> reword();
      case 5, 6 -> values();
      case 7 -> exemplars();
      default -> {
        if (format == PageFormat.PROMETHEUS_TEXT || random.nextInt(5) == 0) {
          lines();
        }
      }
    }
  }

  private int any(List<?> list) {
    return random.nextInt(list.size());
  }

  private void values() {
    for (var block : blocks) {
      block.replaceAll(this::value);
    }
  }

  /// Another value where its kind takes any.
  private String value(String line) {
    boolean free =
        line.matches("(?s)m\\d+(_bytes)?(_total)?(\\{id[^#]*)? [^ ]+")
            || (format == PageFormat.PROMETHEUS_TEXT && !line.startsWith("#"));
    if (!free || line.matches("(?s)(\\w+)\\{(.*,)?\\1=.*") || random.nextInt(3) == 0) {
      return line;
    }
    int at = line.indexOf(' ', line.lastIndexOf('"') + 1);
    boolean any = format == PageFormat.PROMETHEUS_TEXT;
    return at < 0 ? line : line.substring(0, at + 1) + (any ? made.number() : made.positive());
  }

  private void exemplars() {
    for (var block : blocks) {
      block.replaceAll(this::exemplar);
    }
  }

  /// Another exemplar, none any more, or the first.
  private String exemplar(String line) {
    int at = line.indexOf(" # {");
    boolean can = at >= 0 || line.matches("(?s)m\\d+(_bytes)?_(total|bucket)[ {].*");
    if (!can || random.nextInt(3) > 0) {
      return line;
    }
    var plain = at < 0 ? line : line.substring(0, at);
    return random.nextInt(4) == 0 ? plain : plain + made.exemplar();
  }

  private void reword() {
    var block = blocks.get(any(blocks));
    block.replaceAll(line -> line.startsWith("# HELP") ? line + random.nextInt(10) : line);
    if (format == PageFormat.PROMETHEUS_TEXT) {
      block.replaceAll(line -> line.replaceFirst("^(# TYPE \\S+) \\w+$", "$1 gauge"));
    }
  }

  private void lines() {
    var block = blocks.get(any(blocks));
    switch (random.nextInt(4)) {
      case 0 -> block.remove(any(block));
      case 1 -> block.add(block.get(any(block)));
      case 2 -> Collections.swap(block, any(block), any(block));
      default ->
          block.replaceAll(line -> line.replaceFirst("\\{(id=\"\\d+\"),([^,{}]*)}", "{$2,$1}"));
    }
    blocks.removeIf(List::isEmpty);
  }

  private void spoil(List<String> lines) {
    int at = any(lines);
    var line = lines.get(at);
    int cut = random.nextInt(line.length() + 1);
    lines.set(
        at,
        switch (random.nextInt(6)) {
          case 0 -> line.substring(0, cut);
          case 1 -> line.substring(cut);
          case 2 ->
              line.substring(0, cut)
                  + ODD.charAt(random.nextInt(ODD.length()))
                  + line.substring(cut);
          case 3 -> "";
          case 4 -> "# a comment";
          default -> line + "  ";
        });
  }

  private byte[] damaged(byte[] page) {
    if (page.length > 0) {
      for (int i = random.nextInt(3); i > 0; i--) {
        page[random.nextInt(page.length)] = (byte) random.nextInt(256);
      }
    }
    int length = random.nextBoolean() ? page.length : random.nextInt(page.length + 1);
    return Arrays.copyOf(page, length);
  }
}
