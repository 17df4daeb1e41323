package dev.sonde.server;

import dev.sonde.api.Family;
import dev.sonde.api.Labels;
import dev.sonde.api.Recorder;
import dev.sonde.http.Listener;
import dev.sonde.http.ListenerCounts;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// What the listeners count, among Sonde's own metrics.
public final class ListenerMetrics implements Consumer<Recorder> {
  private static final Family REQUESTS =
      Family.counter("sonde_http_requests_total", "", "Requests answered, by class of status.");
  private static final Family BAD =
      Family.counter(
          "sonde_http_bad_requests_total", "", "Requests that broke a rule or a limit of HTTP.");
  private static final Family BROKEN =
      Family.counter(
          "sonde_http_broken_connections_total", "", "Connections that broke during an answer.");
  private static final Family ACCEPTED =
      Family.counter("sonde_http_connections_total", "", "Connections taken.");
  private static final Family REFUSED =
      Family.counter(
          "sonde_http_refused_connections_total", "", "Connections over the limit, answered 503.");
  private static final Family OPEN =
      Family.gauge("sonde_http_open_connections", "", "Connections open now.");
  private static final Family BYTES =
      Family.counter("sonde_http_sent_bytes_total", "bytes", "Bytes of all answers.");

  private final Supplier<List<Listener>> listeners;

  /// @param listeners those open now
  public ListenerMetrics(Supplier<List<Listener>> listeners) {
    this.listeners = listeners;
  }

  /// All of them, for the reference.
  public static List<Family> families() {
    return List.of(REQUESTS, BAD, BROKEN, ACCEPTED, REFUSED, OPEN, BYTES);
  }

  @Override
  public void accept(Recorder out) {
    for (Listener each : listeners.get()) {
      listener(out, each.address().toString(), each.counts());
    }
  }

  private static void listener(Recorder out, String address, ListenerCounts counts) {
    requests(out, address, "2xx", counts.succeeded());
    requests(out, address, "3xx", counts.redirected());
    requests(out, address, "4xx", counts.clientErrors());
    requests(out, address, "5xx", counts.serverErrors());
    Labels labels = Labels.of("listener", address);
    out.record(BAD, labels, counts.badRequests());
    out.record(BROKEN, labels, counts.broken());
    out.record(ACCEPTED, labels, counts.accepted());
    out.record(REFUSED, labels, counts.refused());
    out.record(OPEN, labels, counts.open());
    out.record(BYTES, labels, counts.bytesOut());
  }

  private static void requests(Recorder out, String address, String status, long count) {
    out.record(REQUESTS, Labels.of("listener", address, "status", status), count);
  }
}
