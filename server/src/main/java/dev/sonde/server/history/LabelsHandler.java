package dev.sonde.server.history;

import dev.sonde.api.Labels;
import dev.sonde.api.store.History;
import dev.sonde.api.store.Matcher;
import dev.sonde.api.store.Selection;
import dev.sonde.api.store.Span;
import dev.sonde.http.Request;
import dev.sonde.http.Response;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/// `/api/v1/labels` and `/api/v1/label/NAME/values`: which labels there are, and which values one
/// has. A metric's name is the label `__name__`.
final class LabelsHandler {
  private static final String SUFFIX = "/values";

  private final Desk desk;

  LabelsHandler(Desk desk) {
    this.desk = desk;
  }

  Response names(Request request) throws RefusedException, InterruptedException {
    var in = desk.parameters(request, "name", "match", "from", "to", "limit", "format");
    return answer(request, in, in.text("name"));
  }

  /// @param prefix what stands before the name in the path
  Response values(Request request, String prefix) throws RefusedException, InterruptedException {
    String path = request.path();
    int end = path.length() - SUFFIX.length();
    if (!path.endsWith(SUFFIX) || end <= prefix.length()) {
      throw new RefusedException(404, "there is nothing at this path; " + prefix + "NAME" + SUFFIX);
    }
    var in = desk.parameters(request, "match", "from", "to", "limit", "format");
    return answer(request, in, Optional.of(path.substring(prefix.length(), end)));
  }

  private Response answer(Request request, Parameters in, Optional<String> label)
      throws RefusedException, InterruptedException {
    Form form = Form.of(request);
    Selection which = in.match();
    Span span = in.span(SeriesHandler.USUAL);
    var most = Most.of(in, SeriesHandler.MOST);
    return desk.answer(
        request,
        form.contentType(),
        (history, out) -> {
          SortedSet<String> found = find(history, which, span, label, most);
          most.check(out);
          write(found, out, form, label.isPresent() ? "values" : "labels", most);
        });
  }

  private static SortedSet<String> find(
      History history, Selection which, Span span, Optional<String> label, Most most)
      throws IOException, InterruptedException {
    var found = new TreeSet<String>();
    history.series(
        which,
        span,
        (name, labels) -> {
          if (label.isPresent()) {
            return add(found, value(label.get(), name, labels), most);
          }
          add(found, Matcher.NAME, most);
          labels.forEach((each, _) -> add(found, each, most));
          return !most.isPassed();
        });
    return found;
  }

  private static String value(String label, String name, Labels labels) {
    return label.equals(Matcher.NAME) ? name : Objects.requireNonNullElse(labels.value(label), "");
  }

  private static boolean add(SortedSet<String> found, String text, Most most) {
    if (text.isEmpty() || found.contains(text)) {
      return true;
    }
    return most.take() && found.add(text);
  }

  private static void write(
      SortedSet<String> found, Output out, Form form, String word, Most most) {
    switch (form) {
      case JSON -> {
        out.json().object().name(word).array();
        found.forEach(each -> {
          out.json().value(each);
          out.more();
        });
        out.json().endArray();
        out.json().name("truncated").value(most.isPassed()).endObject().end();
        out.bytes().put('\n');
      }
      case CSV -> {
        out.bytes().put(word + "\n");
        found.forEach(each -> {
          Csv.text(out.bytes(), each);
          out.bytes().put('\n');
          out.more();
        });
      }
    }
  }
}
