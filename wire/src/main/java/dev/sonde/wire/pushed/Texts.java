package dev.sonde.wire.pushed;

import dev.sonde.api.Labels;
import java.util.Map;
import java.util.TreeMap;

/// Texts that stand beside numbers: they are kept beside a sample and tell no series apart, so that
/// one that changes with each push makes no new series.
final class Texts {
  private static final int MOST = 64;
  private static final int LONGEST = 1_024;
  private static final int LONGEST_OF_ALL = 8_192;

  private final Map<String, String> texts = new TreeMap<>();
  private int length;
  private int lost;

  void add(String name, String text) {
    String kept = cut(text);
    if (name.isEmpty() || kept.isEmpty()) {
      return;
    }
    length += name.length() + kept.length();
    if (texts.size() == MOST || length > LONGEST_OF_ALL || texts.putIfAbsent(name, kept) != null) {
      lost++;
    }
  }

  boolean isEmpty() {
    return texts.isEmpty();
  }

  /// How many were cut or left out.
  int lost() {
    return lost;
  }

  Labels labels() {
    return Labels.of(texts);
  }

  private String cut(String text) {
    if (text.length() <= LONGEST) {
      return text;
    }
    lost++;
    int end = Character.isHighSurrogate(text.charAt(LONGEST - 2)) ? LONGEST - 2 : LONGEST - 1;
    return text.substring(0, end) + '…';
  }
}
