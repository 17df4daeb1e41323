package dev.sonde.server;

import dev.sonde.api.Family;
import dev.sonde.api.Labels;
import dev.sonde.api.Recorder;
import dev.sonde.api.Slot;
import dev.sonde.http.Listener;
import dev.sonde.http.ListenerCounts;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
  private static final Family HANDSHAKES =
      Family.counter(
          "sonde_http_failed_handshakes_total",
          "",
          "Connections that ended before TLS was agreed on; 0 where it is not spoken.");
  private static final Family ACCEPTED =
      Family.counter("sonde_http_connections_total", "", "Connections taken.");
  private static final Family REFUSED =
      Family.counter(
          "sonde_http_refused_connections_total", "", "Connections over the limit, answered 503.");
  private static final Family OPEN =
      Family.gauge("sonde_http_open_connections", "", "Connections open now.");
  private static final Family UPGRADED =
      Family.counter("sonde_http_web_sockets_total", "", "Web sockets opened.");
  private static final Family WEB_SOCKETS =
      Family.gauge("sonde_http_open_web_sockets", "", "Web sockets open now.");
  private static final Family BYTES =
      Family.counter("sonde_http_sent_bytes_total", "bytes", "Bytes of all answers.");

  private final Supplier<List<Listener>> listeners;
  private final Map<String, Slots> slots = new HashMap<>();

  /// @param listeners those open now
  public ListenerMetrics(Supplier<List<Listener>> listeners) {
    this.listeners = listeners;
  }

  /// All of them, for the reference.
  public static List<Family> families() {
    return List.of(
        REQUESTS, BAD, BROKEN, HANDSHAKES, ACCEPTED, REFUSED, OPEN, UPGRADED, WEB_SOCKETS, BYTES);
  }

  @Override
  public void accept(Recorder out) {
    for (Listener each : listeners.get()) {
      slots
          .computeIfAbsent(each.address().toString(), address -> new Slots(out, address))
          .record(out, each.counts());
    }
  }

  private static final class Slots {
    private final Slot[] requests = new Slot[4];
    private final Slot bad;
    private final Slot broken;
    private final Slot handshakes;
    private final Slot accepted;
    private final Slot refused;
    private final Slot open;
    private final Slot upgraded;
    private final Slot webSockets;
    private final Slot bytes;

    Slots(Recorder out, String address) {
      Labels labels = Labels.of("listener", address);
      for (int i = 0; i < requests.length; i++) {
        requests[i] = out.slot(REQUESTS, labels.with("status", i + 2 + "xx"));
      }
      bad = out.slot(BAD, labels);
      broken = out.slot(BROKEN, labels);
      handshakes = out.slot(HANDSHAKES, labels);
      accepted = out.slot(ACCEPTED, labels);
      refused = out.slot(REFUSED, labels);
      open = out.slot(OPEN, labels);
      upgraded = out.slot(UPGRADED, labels);
      webSockets = out.slot(WEB_SOCKETS, labels);
      bytes = out.slot(BYTES, labels);
    }

    void record(Recorder out, ListenerCounts counts) {
      out.record(requests[0], counts.succeeded());
      out.record(requests[1], counts.redirected());
      out.record(requests[2], counts.clientErrors());
      out.record(requests[3], counts.serverErrors());
      out.record(bad, counts.badRequests());
      out.record(broken, counts.broken());
      out.record(handshakes, counts.failedHandshakes());
      out.record(accepted, counts.accepted());
      out.record(refused, counts.refused());
      out.record(open, counts.open());
      out.record(upgraded, counts.upgraded());
      out.record(webSockets, counts.webSockets());
      out.record(bytes, counts.bytesOut());
    }
  }
}
