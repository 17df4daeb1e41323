package dev.sonde.app.export;

import dev.sonde.api.Family;
import dev.sonde.api.Kind;
import dev.sonde.api.store.History;
import dev.sonde.api.store.Matcher;
import dev.sonde.api.store.Selection;
import dev.sonde.api.store.Span;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Text, family by family. First those whose series may stand one after the other, in one go; then
/// histograms and summaries, which have all of an instant together.
final class TextExport {
  private final History history;
  private final Selection which;
  private final Span when;
  private final Dialect dialect;
  private final Target to;

  TextExport(History history, Selection which, Span when, Dialect dialect, Target to) {
    this.history = history;
    this.which = which;
    this.when = when;
    this.dialect = dialect;
    this.to = to;
  }

  void write() throws IOException, InterruptedException {
    Map<String, Group> groups = new Groups(families(), dialect).byName();
    Set<Group> woven = new LinkedHashSet<>();
    Set<String> apart = new TreeSet<>();
    groups.forEach((name, group) -> {
      if (group.isWoven()) {
        woven.add(group);
        apart.add(name);
      }
    });
    straight(groups, apart);
    for (Group each : woven) {
      if (to.more()) {
        new Weaving(history, which, when, dialect, to).write(each);
      }
    }
    dialect.end(to.bytes());
  }

  private void straight(Map<String, Group> groups, Set<String> apart)
      throws IOException, InterruptedException {
    if (apart.size() == groups.size()) {
      return;
    }
    var rest = new ArrayList<>(which.matchers());
    if (!apart.isEmpty()) {
      rest.add(Matcher.unlike(Matcher.NAME, "those of several series", apart::contains));
    }
    history.samples(new Selection(rest), when, new Straight(groups, dialect, to));
  }

  private TreeMap<String, Family> families() throws IOException, InterruptedException {
    var names = new LinkedHashSet<String>();
    history.series(
        which,
        when,
        (name, _) -> {
          names.add(name);
          return true;
        });
    var all = new TreeMap<String, Family>();
    for (String each : List.copyOf(names)) {
      all.put(each, history.family(each).orElseGet(() -> new Family(each, Kind.UNKNOWN, "", "")));
    }
    return all;
  }
}
