package dev.sonde.receivers.remotewrite;

import dev.sonde.api.Caller;
import dev.sonde.api.Labels;
import dev.sonde.api.Push;
import dev.sonde.http.Request;
import dev.sonde.http.Response;
import dev.sonde.receivers.Body;
import dev.sonde.receivers.Desk;
import dev.sonde.receivers.Entrance;
import dev.sonde.receivers.Reading;
import dev.sonde.receivers.Receiver;
import dev.sonde.wire.BodyException;
import dev.sonde.wire.remotewrite.Protocol;
import dev.sonde.wire.remotewrite.RemoteWriteReader;
import dev.sonde.wire.remotewrite.WriteLimits;
import dev.sonde.wire.remotewrite.WriteReport;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// Takes remote write 1.0 and 2.0, in snappy or zstd.
///
/// A request of which some can't be taken is answered with 400, the first of it named, once the
/// rest is safe: that is how the specification wants it, and its sender does not try again. 2.0 is
/// always told how much was written.
public final class RemoteWriteReceiver implements Receiver {
  private static final String WRITTEN = "X-Prometheus-Remote-Write-";

  private final Desk desk;
  private final long seed = new SecureRandom().nextLong();
  private final Map<Protocol, Queue<RemoteWriteReader>> readers = new EnumMap<>(Protocol.class);

  /// @param desk where bodies are handed in
  public RemoteWriteReceiver(Desk desk) {
    this.desk = desk;
    for (Protocol each : Protocol.values()) {
      readers.put(each, new ConcurrentLinkedQueue<>());
    }
  }

  @Override
  public String name() {
    return "remote_write";
  }

  @Override
  public List<Entrance> entrances() {
    return List.of(
        new Entrance("POST", "/api/v1/write", this::write),
        new Entrance("GET", "/api/v1/write", RemoteWriteReceiver::ask),
        new Entrance("POST", "/api/v1/push", this::write));
  }

  /// What vmagent asks before it sends zstd.
  private static Response ask(Request request, Caller caller) {
    return request.parameter("get_vm_proto_version").isPresent()
        ? Response.text(200, "1")
        : Response.error(405, "remote write comes as POST").with("Allow", "POST");
  }

  private Response write(Request request, Caller caller) throws IOException {
    Optional<Protocol> protocol = protocol(request.header("Content-Type").orElse(""));
    if (protocol.isEmpty()) {
      return Response.error(
          415,
          "remote write comes as application/x-protobuf, with proto=prometheus.WriteRequest or"
              + " proto=io.prometheus.write.v2.Request");
    }
    Protocol spoken = protocol.get();
    return desk.take(
        request, caller, Labels.NONE, "snappy", (body, push) -> read(spoken, body, push));
  }

  private Reading read(Protocol protocol, Body body, Push push) throws BodyException {
    Queue<RemoteWriteReader> free = readers.getOrDefault(protocol, new ConcurrentLinkedQueue<>());
    RemoteWriteReader known = free.poll();
    RemoteWriteReader reader = known == null ? made(protocol) : known;
    try {
      WriteReport report = reader.read(body.bytes(), body.length(), push);
      return Reading.of(() -> answer(protocol, report));
    } finally {
      free.offer(reader);
    }
  }

  private RemoteWriteReader made(Protocol protocol) {
    return new RemoteWriteReader(protocol, seed, WriteLimits.USUAL);
  }

  private static Response answer(Protocol protocol, WriteReport report) {
    Response response =
        report.refused() == 0 ? Response.empty(204) : Response.error(400, words(report));
    return switch (protocol) {
      case ONE -> response;
      case TWO ->
          response
              .with(WRITTEN + "Samples-Written", Integer.toString(report.samples()))
              .with(WRITTEN + "Histograms-Written", Integer.toString(report.histograms()))
              .with(WRITTEN + "Exemplars-Written", Integer.toString(report.exemplars()));
    };
  }

  private static String words(WriteReport report) {
    return report.refused()
        + " of them can't be taken, the rest is; the first: "
        + report.problem();
  }

  private static Optional<Protocol> protocol(String contentType) {
    String[] parts = contentType.toLowerCase(Locale.ROOT).replace(" ", "").split(";", -1);
    if (!parts[0].equals("application/x-protobuf")) {
      return Optional.empty();
    }
    Optional<Protocol> protocol = Optional.of(Protocol.ONE);
    for (String each : parts) {
      protocol =
          switch (each) {
            case "proto=io.prometheus.write.v2.request" -> Optional.of(Protocol.TWO);
            case "proto=prometheus.writerequest" -> Optional.of(Protocol.ONE);
            case String other when other.startsWith("proto=") -> Optional.empty();
            default -> protocol;
          };
    }
    return protocol;
  }
}
