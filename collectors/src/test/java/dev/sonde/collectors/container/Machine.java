package dev.sonde.collectors.container;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/// The files of a machine in one text, as `tail -n +1 FILE…` prints them.
final class Machine {
  private static final Pattern HEAD = Pattern.compile("^==> /?(\\S+) <==$", Pattern.MULTILINE);

  private Machine() {}

  static void unpack(String text, Path root) throws IOException {
    var head = HEAD.matcher(text);
    boolean more = head.find();
    while (more) {
      Path path = root.resolve(head.group(1));
      int from = Math.min(text.length(), head.end() + 1);
      more = head.find();
      String content =
          text.substring(from, more ? Math.max(from, head.start() - 1) : text.length());
      Files.createDirectories(path.getParent());
      Files.writeString(path, content);
    }
  }
}
