package dev.sonde.collectors.host;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// The files of a machine in one text, as `tail -n +1 FILE…` prints them: `==> proc/stat <==`, the
/// content, an empty line, the next file. Besides: `==> a -> b <==` is a link, `==> a cut <==` is a
/// file without its last line break, `==> a gone <==` takes a file away, `==> a folder <==` is a
/// folder.
public record Machine(List<Entry> entries) {
  private static final Pattern HEAD =
      Pattern.compile("^==> /?(\\S+)(?: -> (\\S+)| (cut|gone|folder))? <==$", Pattern.MULTILINE);

  public record Entry(String path, String link, String mark, String content) {}

  public static Machine parse(String text) {
    var entries = new ArrayList<Entry>();
    var head = HEAD.matcher(text);
    boolean more = head.find();
    while (more) {
      String path = head.group(1);
      String link = head.group(2) == null ? "" : head.group(2);
      String mark = head.group(3) == null ? "" : head.group(3);
      int from = Math.min(text.length(), head.end() + 1);
      more = head.find();
      String content =
          text.substring(from, more ? Math.max(from, head.start() - 1) : text.length());
      entries.add(new Entry(path, link, mark, content));
    }
    return new Machine(entries);
  }

  public void unpack(Path root) throws IOException {
    for (Entry entry : entries) {
      Path path = root.resolve(entry.path);
      Files.createDirectories(path.getParent());
      if (entry.mark.equals("gone")) {
        Files.delete(path);
      } else if (entry.mark.equals("folder")) {
        Files.createDirectories(path);
      } else if (!entry.link.isEmpty()) {
        Files.createSymbolicLink(path, Path.of(entry.link));
      } else {
        Files.writeString(path, entry.mark.equals("cut") ? cut(entry.content) : entry.content);
      }
    }
  }

  private static String cut(String content) {
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    return content.endsWith("\n")
        ? new String(bytes, 0, bytes.length - 1, StandardCharsets.UTF_8)
        : content;
  }
}
