package dev.sonde.collectors.discovery;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What a discovery has said.
public final class Heard implements Findings {
  private final Map<String, List<Map<String, String>>> sources = new TreeMap<>();
  private final List<String> said = new ArrayList<>();
  private String trouble = "";
  private boolean looked;

  @Override
  public synchronized void found(String source, List<Map<String, String>> targets) {
    sources.put(source, List.copyOf(targets));
    sources.values().removeIf(List::isEmpty);
    said.add("found " + source + " " + addresses(targets));
    trouble = "";
  }

  @Override
  public synchronized void failed(String why) {
    said.add("failed " + why);
    trouble = why;
  }

  @Override
  public synchronized void looked() {
    looked = true;
  }

  /// Has it looked at everything once?
  public synchronized boolean hasLooked() {
    return looked;
  }

  /// All targets of all sources.
  public synchronized List<Map<String, String>> targets() {
    return sources.values().stream().flatMap(List::stream).toList();
  }

  public synchronized List<String> addresses() {
    return addresses(targets()).stream().sorted().toList();
  }

  /// Why it can't look; empty when it can.
  public synchronized String trouble() {
    return trouble;
  }

  /// What was said since the last time.
  public synchronized List<String> news() {
    var news = List.copyOf(said);
    said.clear();
    return news;
  }

  private static List<String> addresses(List<Map<String, String>> targets) {
    return targets.stream().map(each -> each.getOrDefault("__address__", "")).toList();
  }
}
