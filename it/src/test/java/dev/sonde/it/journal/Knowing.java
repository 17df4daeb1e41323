package dev.sonde.it.journal;

import dev.sonde.api.Labels;
import dev.sonde.api.store.Matcher;
import dev.sonde.api.store.Points;
import dev.sonde.api.store.Selection;
import dev.sonde.api.store.Span;
import dev.sonde.api.store.Store;
import dev.sonde.delivery.Couriers;
import dev.sonde.http.Handler;
import dev.sonde.http.Request;
import dev.sonde.http.Response;
import dev.sonde.journal.Standing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;

/// Says what couriers have delivered (`/standing`: name, accepted, pending, delivered, and what was
/// left out or dropped) and what a store holds (`/stored/NAME`: lines); the rest goes to a door.
final class Knowing implements Handler {
  private static final String STORED = "/stored/";

  private final Handler door;
  private final Couriers couriers;
  private final Map<String, Store> stores;

  Knowing(Handler door, Couriers couriers, Map<String, Store> stores) {
    this.door = door;
    this.couriers = couriers;
    this.stores = stores;
  }

  @Override
  public Response handle(Request request) throws Exception {
    if (request.path().equals("/standing")) {
      return Response.text(200, standing());
    }
    return request.path().startsWith(STORED)
        ? stored(request.path().substring(STORED.length()))
        : door.handle(request);
  }

  private String standing() {
    var text = new StringBuilder();
    for (var each : couriers.status()) {
      each.standing()
          .ifPresent(standing -> text.append(each.name()).append(' ').append(line(standing)));
    }
    return text.toString();
  }

  private static String line(Standing of) {
    long left = sum(of.filtered()) + sum(of.dropped());
    return of.accepted() + " " + of.pending() + " " + of.delivered() + " " + left + "\n";
  }

  private static long sum(Map<String, Long> reasons) {
    return reasons.values().stream().mapToLong(Long::longValue).sum();
  }

  private Response stored(String name) throws IOException, InterruptedException {
    var store = stores.get(name);
    if (store == null) {
      return Response.error(404, "there is no such store");
    }
    var text = new StringBuilder();
    var which = Selection.of(Matcher.is(Matcher.NAME, "oracle_sample"));
    store.history().samples(which, new Span(0, Long.MAX_VALUE), new Written(text));
    return Response.of(200, "text/plain", text.toString().getBytes(StandardCharsets.US_ASCII));
  }

  private static final class Written implements Points {
    private final StringBuilder text;
    private String series = "";

    private Written(StringBuilder text) {
      this.text = text;
    }

    @Override
    public boolean series(String name, Labels labels) {
      series = label(labels, "worker") + " " + label(labels, "slot") + " ";
      return true;
    }

    private static String label(Labels of, String name) {
      return Objects.requireNonNull(of.value(name));
    }

    @Override
    public boolean point(long timeMillis, double value) {
      text.append(series).append(timeMillis).append(' ').append((long) value).append('\n');
      return true;
    }
  }
}
