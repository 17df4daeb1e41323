package dev.sonde.collectors.discovery.file;

import dev.sonde.api.Time;
import dev.sonde.collectors.discovery.Told;
import dev.sonde.collectors.discovery.file.Sighting.Stamp;
import dev.sonde.collectors.discovery.group.GroupRefused;
import dev.sonde.collectors.discovery.group.TargetGroup;
import dev.sonde.collectors.discovery.group.TargetGroups;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The files of one pattern, and what is known of them.
final class PatternWatch {
  private static final String FILE = "__meta_filepath";

  private final FilePattern pattern;
  private final String source;
  private final TargetFiles files;
  private final Time time;
  private final Duration refresh;
  private final Map<Path, WatchedFile> watched = new HashMap<>();

  PatternWatch(FilePattern pattern, TargetFiles files, Time time, Duration refresh) {
    this.pattern = pattern;
    this.source = "pattern " + pattern.text();
    this.files = files;
    this.time = time;
    this.refresh = refresh;
  }

  /// Looks at all of them and tells what has changed.
  ///
  /// @return is another look due soon?
  boolean look(Told told) throws InterruptedException {
    List<Sighting> sightings;
    try {
      sightings = files.look(pattern);
    } catch (IOException e) {
      told.failed(source, pattern.text() + ": " + TargetFiles.why(e));
      return false;
    }
    forget(sightings, told);
    boolean soon = false;
    for (Sighting sighting : sightings) {
      soon |= look(sighting, told);
    }
    return soon;
  }

  private void forget(List<Sighting> sightings, Told told) {
    told.gone(source);
    var gone = new HashSet<>(watched.keySet());
    sightings.forEach(each -> gone.remove(each.path()));
    gone.forEach(path -> told.gone(path.toString()));
    watched.keySet().removeAll(gone);
    if (sightings.isEmpty() && !pattern.many()) {
      told.failed(source, pattern.text() + ": there is no such file");
    }
  }

  private boolean look(Sighting sighting, Told told) throws InterruptedException {
    Path path = sighting.path();
    WatchedFile file = watched.computeIfAbsent(path, _ -> new WatchedFile());
    Stamp stamp = sighting.stamp();
    if (stamp == null) {
      told.failed(path.toString(), path + ": is not a file");
      return false;
    }
    return switch (file.next(stamp, time.wallMillis(), time.nanos(), refresh)) {
      case REST -> false;
      case LOOK_AGAIN -> true;
      case READ -> {
        read(path, file, stamp, told);
        yield false;
      }
    };
  }

  private void read(Path path, WatchedFile file, Stamp stamp, Told told)
      throws InterruptedException {
    try {
      byte[] text = files.read(path);
      file.read(stamp, time.nanos());
      told.found(path.toString(), targets(path, text));
    } catch (IOException e) {
      told.failed(path.toString(), path + ": " + TargetFiles.why(e));
    } catch (GroupRefused e) {
      told.failed(path.toString(), path + ": " + e.getMessage());
    }
  }

  private static List<Map<String, String>> targets(Path path, byte[] text) throws GroupRefused {
    boolean json = path.toString().toLowerCase(Locale.ROOT).endsWith(".json");
    var targets = new ArrayList<Map<String, String>>();
    for (TargetGroup group : json ? TargetGroups.json(text) : TargetGroups.yaml(text)) {
      targets.addAll(group.labelled(Map.of(FILE, path.toString())));
    }
    return targets;
  }
}
