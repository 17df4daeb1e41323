package dev.sonde.app;

import dev.sonde.api.store.Selection;
import dev.sonde.app.query.AnswerException;
import dev.sonde.app.query.Answers;
import dev.sonde.app.query.Printable;
import dev.sonde.engine.config.Nearest;
import dev.sonde.http.Reply;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/// Why there may be nothing to show, and what there is instead.
record NoSeries(QueryPeer peer, QueryParameters asked) {
  private static final int MOST = 5;

  String words(Selection which) throws IOException, InterruptedException, AnswerException {
    if (which.name().isEmpty()) {
      return "no series matches in this time";
    }
    String name = which.name().get();
    List<String> names = values();
    if (names.contains(name)) {
      return others(name);
    }
    Set<String> near = near(name, names);
    return "no series is called "
        + name
        + " in this time"
        + (near.isEmpty() ? "" : "; there are\n  " + String.join("\n  ", near));
  }

  private String others(String name) throws IOException, InterruptedException, AnswerException {
    String quoted = "{__name__=\"" + name.replace("\\", "\\\\").replace("\"", "\\\"") + "\"}";
    Reply reply = peer.ask("/api/v1/series", asked.span("match", quoted));
    List<String> series = reply.succeeded() ? Answers.series(reply.body()) : List.of();
    String first = String.join("\n  ", series.subList(0, Math.min(MOST, series.size())));
    int more = series.size() - MOST;
    return name
        + " has no samples with these labels in this time; on its days there are\n  "
        + first
        + (more > 0 ? "\n  and " + more + " more" : "");
  }

  private List<String> values() throws IOException, InterruptedException, AnswerException {
    Reply reply = peer.ask("/api/v1/labels", asked.span("name", "__name__"));
    return reply.succeeded() ? Answers.values(reply.body()) : List.of();
  }

  private static Set<String> near(String name, List<String> names) {
    var near = new LinkedHashSet<String>();
    Nearest.of(name, names).ifPresent(near::add);
    String plain = name.toLowerCase(Locale.ROOT);
    names.stream()
        .filter(each -> each.contains(plain) || plain.contains(each))
        .limit(MOST)
        .forEach(near::add);
    return near.stream().map(Printable::of).collect(Collectors.toCollection(LinkedHashSet::new));
  }
}
