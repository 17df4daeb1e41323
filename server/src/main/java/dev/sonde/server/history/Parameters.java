package dev.sonde.server.history;

import dev.sonde.api.store.Selection;
import dev.sonde.api.store.Span;
import dev.sonde.engine.config.Durations;
import dev.sonde.engine.config.Nearest;
import dev.sonde.http.Request;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What stands behind the `?`. A parameter that is not known, or stands there twice, is a mistake:
/// nobody should think that it did something.
final class Parameters {
  private static final int LONGEST_SHOWN = 80;

  private final Request request;
  private final long nowMillis;

  private Parameters(Request request, long nowMillis) {
    this.request = request;
    this.nowMillis = nowMillis;
  }

  static Parameters of(Request request, long nowMillis, String... known) throws RefusedException {
    List<String> names = List.of(known);
    for (Map.Entry<String, List<String>> each : request.parameters().entrySet()) {
      String name = each.getKey();
      if (!names.contains(name)) {
        throw RefusedException.bad(
            "there is no parameter "
                + cut(name)
                + " here; there are "
                + String.join(", ", names)
                + Nearest.hint(name, names));
      }
      if (each.getValue().size() > 1) {
        throw RefusedException.bad(name + " is given " + each.getValue().size() + " times");
      }
    }
    return new Parameters(request, nowMillis);
  }

  long nowMillis() {
    return nowMillis;
  }

  boolean has(String name) {
    return text(name).isPresent();
  }

  /// Empty, too, where nothing stands behind the `=`.
  Optional<String> text(String name) {
    return request.parameter(name).filter(each -> !each.isEmpty());
  }

  /// Which series are meant; all, when that is not said.
  Selection match() throws RefusedException {
    return has("match") ? someMatch() : Selection.ALL;
  }

  Selection someMatch() throws RefusedException {
    String text =
        text("match")
            .orElseThrow(() -> RefusedException.bad("say which series: match=up{job=\"node\"}"));
    try {
      return SelectionText.parse(text);
    } catch (SelectionException wrong) {
      throw RefusedException.bad("match: " + wrong.told());
    }
  }

  /// @param before how long before now it begins, when that is not said
  Span span(Duration before) throws RefusedException {
    long to = instant("to", nowMillis);
    long from = instant("from", Math.max(0, Math.min(nowMillis, to) - before.toMillis()));
    if (to < from) {
      throw RefusedException.bad("to lies before from");
    }
    return new Span(from, to);
  }

  private long instant(String name, long usual) throws RefusedException {
    Optional<String> text = text(name);
    try {
      return text.isEmpty() ? usual : TimeText.parse(text.get(), nowMillis);
    } catch (IllegalArgumentException wrong) {
      throw bad(name, text.orElse(""), wrong);
    }
  }

  /// A span of time: `15s`, or seconds.
  Optional<Duration> span(String name) throws RefusedException {
    Optional<String> text = text(name);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    String digits = text.get();
    boolean bare = digits.chars().allMatch(each -> each >= '0' && each <= '9');
    try {
      return Optional.of(Durations.parse(bare ? digits + "s" : digits));
    } catch (IllegalArgumentException wrong) {
      throw bad(name, digits, wrong);
    }
  }

  /// A whole number.
  long number(String name, long usual, long least, long most) throws RefusedException {
    Optional<String> text = text(name);
    if (text.isEmpty()) {
      return usual;
    }
    String digits = text.get();
    boolean whole =
        digits.length() <= 10 && digits.chars().allMatch(each -> each >= '0' && each <= '9');
    long number = whole ? Long.parseLong(digits) : -1;
    if (number < least || number > most) {
      throw RefusedException.bad(
          name + ": " + cut(digits) + " is no whole number from " + least + " to " + most);
    }
    return number;
  }

  private static RefusedException bad(String name, String text, IllegalArgumentException wrong) {
    return RefusedException.bad(name + ": " + cut(text) + " " + wrong.getMessage());
  }

  private static String cut(String text) {
    return text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "…";
  }
}
