package dev.sonde.journal;

import java.nio.charset.StandardCharsets;

/// A name that can only be a file of this very folder.
final class FileName {
  private static final int LONGEST = 255;

  private FileName() {}

  static String checked(String name) {
    if (name.isEmpty() || name.equals(".") || name.contains("..") || hasOddSign(name)) {
      throw new IllegalArgumentException("not a file's name: \"" + name + "\"");
    }
    if (name.getBytes(StandardCharsets.UTF_8).length > LONGEST) {
      throw new IllegalArgumentException("longer than " + LONGEST + " bytes: " + name);
    }
    return name;
  }

  private static boolean hasOddSign(String name) {
    return name.chars().anyMatch(each -> each < ' ' || each == '/' || each == '\\');
  }
}
