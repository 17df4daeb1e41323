package dev.sonde.server.history;

import dev.sonde.api.Labels;
import dev.sonde.api.store.History;
import dev.sonde.api.store.Selection;
import dev.sonde.api.store.Span;
import dev.sonde.http.Request;
import dev.sonde.http.Response;
import java.io.IOException;
import java.time.Duration;

/// `/api/v1/series`: which series there are.
final class SeriesHandler {
  static final Duration USUAL = Duration.ofDays(1);
  static final int MOST = 100_000;

  private final Desk desk;

  SeriesHandler(Desk desk) {
    this.desk = desk;
  }

  Response answer(Request request) throws RefusedException, InterruptedException {
    var in = desk.parameters(request, "match", "from", "to", "limit", "format");
    Form form = Form.of(request);
    Selection which = in.match();
    Span span = in.span(USUAL);
    var most = Most.of(in, MOST);
    return desk.answer(
        request,
        form.contentType(),
        (history, out) -> {
          switch (form) {
            case JSON -> json(history, out, which, span, most);
            case CSV -> csv(history, out, which, span, most);
          }
        });
  }

  private static void json(History history, Output out, Selection which, Span span, Most most)
      throws IOException, InterruptedException, RefusedException {
    out.json().object().name("series").array();
    history.series(which, span, (name, labels) -> most.take() && json(out, name, labels));
    most.check(out);
    out.json().endArray();
    out.json().name("truncated").value(most.isPassed()).endObject().end();
    out.bytes().put('\n');
  }

  private static boolean json(Output out, String name, Labels labels) {
    out.json().object();
    JsonSeries.identity(out.json(), name, labels);
    out.json().endObject();
    return out.more();
  }

  private static void csv(History history, Output out, Selection which, Span span, Most most)
      throws IOException, InterruptedException, RefusedException {
    out.bytes().put("name,labels\n");
    history.series(which, span, (name, labels) -> most.take() && csv(out, name, labels));
    most.check(out);
  }

  private static boolean csv(Output out, String name, Labels labels) {
    Csv.identity(out.bytes(), name, labels);
    out.bytes().put('\n');
    return out.more();
  }
}
