package dev.sonde.server.history;

import dev.sonde.api.store.History;
import dev.sonde.api.store.Points;
import dev.sonde.api.store.Selection;
import dev.sonde.api.store.Span;
import dev.sonde.http.Request;
import dev.sonde.http.Response;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/// `/api/v1/range`: samples as they are, or a value for each step.
final class RangeHandler {
  private static final Duration USUAL = Duration.ofHours(1);

  private record Asked(Selection which, Span span, Optional<Grid> grid) {}

  private final Desk desk;

  RangeHandler(Desk desk) {
    this.desk = desk;
  }

  Response answer(Request request) throws RefusedException, InterruptedException {
    var in = desk.parameters(request, "match", "from", "to", "points", "step", "fold", "format");
    Form form = Form.of(request);
    Selection which = in.someMatch();
    Span span = in.span(USUAL);
    Optional<Grid> grid = Grid.of(in, span);
    Span whole = grid.map(each -> each.steps().span()).orElse(span);
    var asked = new Asked(which, whole, grid);
    return desk.answer(
        request, form.contentType(), (history, out) -> ask(history, out, form, asked));
  }

  private static void ask(History history, Output out, Form form, Asked asked)
      throws IOException, InterruptedException, RefusedException {
    long each = asked.grid().map(grid -> (long) grid.steps().count()).orElse(0L);
    Census.check(history, asked.which(), asked.span(), each, out.limits());
    switch (form) {
      case JSON -> json(history, out, asked);
      case CSV -> csv(history, out, asked);
    }
  }

  private static void csv(History history, Output out, Asked asked)
      throws IOException, InterruptedException, RefusedException {
    out.bytes().put(Csv.HEAD);
    var rows = new CsvRows(out, asked.grid().map(Grid::steps));
    points(history, asked, rows);
    out.check();
    rows.end();
  }

  private static void json(History history, Output out, Asked asked)
      throws IOException, InterruptedException, RefusedException {
    var series = new JsonSeries(out.json(), Names.families(history, asked.which(), asked.span()));
    head(out, asked);
    if (asked.grid().isPresent()) {
      var steps = new JsonSteps(out, series, asked.grid().get().steps());
      points(history, asked, steps);
      out.check();
      steps.end();
    } else {
      var samples = new JsonSamples(out, series);
      points(history, asked, samples);
      out.check();
      samples.end();
    }
    out.json().endArray().endObject().end();
    out.bytes().put('\n');
  }

  private static void head(Output out, Asked asked) {
    var json = out.json().object();
    json.name("from").value(asked.span().fromMillis());
    json.name("to").value(asked.span().toMillis());
    asked
        .grid()
        .ifPresent(grid -> {
          json.name("step").value(grid.steps().stepMillis());
          json.name("fold").value(Folds.word(grid.fold()));
        });
    json.name("series").array();
  }

  private static void points(History history, Asked asked, Points to)
      throws IOException, InterruptedException {
    if (asked.grid().isPresent()) {
      Grid grid = asked.grid().get();
      history.steps(asked.which(), grid.steps(), grid.fold(), to);
    } else {
      history.samples(asked.which(), asked.span(), to);
    }
  }
}
